import { type ChildProcess, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { runFile } from '../../core/run-folder/path.ts';
import { hasCode } from '../../core/errors.ts';
import { readOfProcessNow } from '../../core/process-files.ts';
import { processIdentity } from '../../core/process-identity.ts';
import { processesNaming } from '../../system-under-test/cluster/testing/leftovers.ts';
import { until } from '../../system-under-test/cluster/until.ts';
import { root } from '../cli/run-command-line.ts';
import type { Ended } from '../cli/run-command-line.ts';

/** A `bilancia run --json` that goes on. */
export interface StartedRun {
  readonly folder: string;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Waits until requests of the load stand in its run folder. */
  readonly underLoad: () => Promise<void>;
  readonly ended: Promise<Ended>;
}

/** Starts a run of `args`, by `command` where one is given: e.g. a shell that limits it. */
export function startRun(
  args: readonly string[],
  folder: string,
  command: readonly string[] = [],
): StartedRun {
  const own = [process.execPath, join(root, 'bin', 'bilancia.mjs')];
  const all = [...command, ...own, 'run', ...args, '--json', '--out', folder];
  const child = spawn(all[0] ?? '', all.slice(1), { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    folder,
    kill: (signal) => void child.kill(signal),
    underLoad: async () => {
      const histograms = runFile(folder, 'histograms');
      await until(() => sizeOf(histograms) > 0 || child.exitCode !== null, { withinMs: 90_000 });
      if (sizeOf(histograms) === 0) throw new Error('the run ended before there was any load');
    },
    ended: endOf(child),
  };
}

async function endOf(child: ChildProcess): Promise<Ended> {
  const status = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (child.stdout === null || child.stderr === null) throw new Error('it has no pipes');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await status, stdout, stderr };
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 0;
    throw error;
  }
}

/** Generators that play a script of a run folder, as `PID command`. */
export function generatorsOf(folder: string): string[] {
  return processesNaming(folder).filter((found) => {
    const pid = Number.parseInt(found, 10);
    return processIdentity(pid) !== undefined && isGenerator(pid);
  });
}

/** Those that are still there a moment after they should have ended. */
export async function generatorsLeft(folder: string): Promise<string[]> {
  await until(() => generatorsOf(folder).length === 0, { withinMs: 5000 });
  return generatorsOf(folder);
}

function isGenerator(pid: number): boolean {
  return readOfProcessNow(pid, 'comm')?.startsWith('k6') === true;
}
