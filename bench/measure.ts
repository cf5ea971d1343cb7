import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { knownError } from '../core/errors.ts';
import { spread } from './reading-groups.ts';

const run = promisify(execFile);

/** What every measured process tells of itself, whatever else it tells. */
const measured = z.looseObject({
  seconds: z.number(),
  cpuSeconds: z.number(),
  peakBytes: z.number(),
});
export type Measured = z.infer<typeof measured>;

/** Prints what a process came to, with its CPU time and the most memory that it ever had resident, as one line of JSON. */
export function report(result: {
  readonly seconds: number;
  readonly [more: string]: unknown;
}): void {
  const { user, system } = process.cpuUsage();
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const cpuSeconds = (user + system) / 1e6;
  process.stdout.write(`${JSON.stringify({ ...result, cpuSeconds, peakBytes })}\n`);
}

/** Runs a script of this folder in a process of its own. */
export async function measure(script: string, ...args: readonly string[]): Promise<Measured> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { stdout } = await run(process.execPath, [path, ...args]);
  return measured.parse(JSON.parse(stdout));
}

export function row(who: string, turns: readonly Measured[]): string {
  const { median, min, max } = spread(turns.map(({ seconds }) => seconds));
  const cpu = spread(turns.map(({ cpuSeconds }) => cpuSeconds)).median;
  const peak = megabytes(Math.max(...turns.map(({ peakBytes }) => peakBytes)));
  return `  ${who.padEnd(9)} ${median.toFixed(3)} s (${min.toFixed(3)} to ${max.toFixed(3)}), ${cpu.toFixed(1)} s of CPU, at most ${peak} resident`;
}

/** By how many times the others took longer, turn by turn. */
export function ratio(ours: readonly Measured[], theirs: readonly Measured[]): string {
  const ratios = ours.map((our, turn) => (theirs[turn]?.seconds ?? Number.NaN) / our.seconds);
  const { median, min, max } = spread(ratios);
  return `${median.toFixed(2)} times as fast (${min.toFixed(2)} to ${max.toFixed(2)})`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

/** @throws bad-value when it is no whole number from 1 */
export function positive(what: string, given: string): number {
  const number = Number(given);
  if (!Number.isInteger(number) || number < 1)
    throw knownError('bad-value', { what, given, expected: 'a whole number from 1, such as 1e6' });
  return number;
}
