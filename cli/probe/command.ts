import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { styleText } from 'node:util';
import type { Context } from '../../core/context.ts';
import { formatSeconds } from '../../core/duration.ts';
import { knownError } from '../../core/errors.ts';
import { exitStatusOf } from '../../core/outcome.ts';
import { probeFiles } from '../../core/probe-folder/files.ts';
import { runFile } from '../../core/run-folder/path.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import { probes } from '../../probes/index.ts';
import type { ProbeEntry } from '../../probes/contract/probe.ts';
import { outcomeColors } from '../../reports/terminal.ts';
import { type ProbeRequest, performProbe } from '../../run/probe/perform.ts';
import { describedTarget } from '../../targets/described/described.ts';
import { checkedName } from '../../targets/local-options.ts';
import { localTarget } from '../../targets/local.ts';
import type { Target } from '../../targets/target.ts';
import { type ProbeFlags, settingsAmong } from './flags.ts';
import { writeJson, writeLines } from '../terminal/output.ts';

/** How long a probe looks by itself. */
const usualSeconds = 300;
const graceSeconds = 60;

/** The command of a probe: its exit status is the verdict's. */
export function probeCommandOf(name: keyof typeof probes) {
  return async function probeCommand(
    this: Context,
    flags: ProbeFlags,
    given?: string,
  ): Promise<void> {
    const { process, workingDirectory, now, interrupted } = this;
    const entry: ProbeEntry = probes[name];
    const tell = (text: string): void => {
      if (!flags.json) process.stderr.write(`${text}\n`);
    };
    const recording = recordingAt(this, given);
    if (recording !== undefined && flags.for !== undefined)
      throw knownError('bad-usage', {
        problem: 'A recording is read to its end: leave out --for',
        help: `bilancia probe ${name} --help`,
      });
    const settings = settingsAmong(Object.keys(entry.settings), { ...flags });
    const least = entry.leastSeconds?.(settings) ?? 0;
    if (flags.for !== undefined && flags.for < least)
      throw knownError('bad-value', {
        what: '--for',
        given: formatSeconds(flags.for),
        expected: `${formatSeconds(Math.ceil(least))} or more for what is asked for, or left out`,
      });
    // Whatever is begun takes some seconds more.
    const usual = least === 0 ? usualSeconds : Math.max(usualSeconds, least + graceSeconds);
    const of = recording === undefined ? { target: await targetOf(this, given) } : { recording };
    const request: ProbeRequest = {
      name,
      probe: await entry.load(),
      of,
      settings,
      seconds: entry.once === true ? 'once' : (flags.for ?? usual),
      out: outFolder(this, name, flags.out),
      confirmed: flags.iMayTestThisSystem,
    };
    const verdict = await performProbe(
      { env: process.env, workingDirectory, now, interrupted },
      request,
      tell,
    );
    announceProbe(this, flags.json, { folder: request.out, verdict });
  };
}

/** A folder is a recording: of a run, or of a probe. One that could be the name of a cluster is, where it holds one. */
function recordingAt({ workingDirectory }: Context, given = ''): string | undefined {
  if (given === '') return undefined;
  const path = resolve(workingDirectory, given);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  const kept = [runFile(path, 'manifest'), join(path, probeFiles.manifest)];
  return /[/\\]/.test(given) || kept.some((file) => existsSync(file)) ? path : undefined;
}

/** A target is a file when it looks like one, and the name of a local cluster otherwise. */
export function targetOf(context: Context, given = 'default'): Promise<Target> {
  return /[/\\]|\.ya?ml$/.test(given)
    ? describedTarget(resolve(context.workingDirectory, given), context.process.env)
    : localTarget(checkedName(given, 'The target'));
}

function outFolder(context: Context, name: string, out: string | undefined): string {
  if (out !== undefined) return resolve(context.workingDirectory, out);
  const stamp = new Date(context.now())
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replaceAll(/[-:]/g, '');
  const folder = resolve(context.workingDirectory, 'runs', `${stamp}-${name}`);
  // Several may begin in one second.
  for (let nth = 1; ; nth += 1) {
    const path = nth === 1 ? folder : `${folder}-${nth}`;
    if (!existsSync(path)) return path;
  }
}

/** Says what a probe came to, and makes it the exit status. */
export function announceProbe(
  context: Context,
  json: boolean,
  { folder, verdict }: { readonly folder: string; readonly verdict: ProbeVerdict },
): void {
  const report = join(folder, probeFiles.report);
  if (json) writeJson(context, { folder, report, verdict });
  else {
    const { stdout: stream } = context.process;
    const format = ['bold', outcomeColors[verdict.outcome]] as const;
    const title = styleText(format, `${verdict.probe}: ${verdict.finding}`, {
      stream,
      validateStream: true,
    });
    writeLines(context, [
      title,
      ...verdict.reasons.map((reason) => `  - ${reason}`),
      ...verdict.remarks.map((remark) => `  · ${remark}`),
      `Report: ${report}`,
    ]);
  }
  context.process.exitCode = exitStatusOf[verdict.outcome];
}
