import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runFile } from '../core/run-folder/path.ts';
import { statIfThere } from '../core/stat-if-there.ts';
import { openCluster } from '../targets/own-cluster.ts';

const run = promisify(execFile);
const command = fileURLToPath(new URL('../bin/bilancia.mjs', import.meta.url));

/** Runs on one cluster, each played once: those that are whole in the folder are not played again. */
export interface KeptRuns extends AsyncDisposable {
  /** The folder of the run of that name, played with these arguments of `bilancia run` unless it is there. */
  readonly played: (own: string, ...args: readonly string[]) => Promise<string>;
}

export interface KeptRunsOptions {
  readonly folder: string;
  /** Of the cluster, which comes up with the first run that has to be played. */
  readonly name: string;
  readonly flags: readonly string[];
  readonly prepare?: (name: string) => Promise<void>;
}

/** Keeps runs in a folder, so that a benchmark of many minutes may be interrupted. */
export async function keptRuns(options: KeptRunsOptions): Promise<KeptRuns> {
  const { folder, name, flags, prepare } = options;
  await mkdir(folder, { recursive: true });
  const stack = new AsyncDisposableStack();
  let isUp = false;
  return {
    played: async (own, ...args) => {
      const out = join(folder, own);
      if ((await statIfThere(runFile(out, 'verdict'))) !== undefined) return out;
      // What was interrupted is played anew.
      await rm(out, { recursive: true, force: true });
      if (!isUp) {
        const { signal } = new AbortController();
        stack.use(await openCluster(name, { flags, env: process.env, signal }));
        await prepare?.(name);
        isUp = true;
      }
      const whole = [command, 'run', ...args, '--name', name, '--out', out];
      // Its verdict is of no interest here: an objective may be lost on purpose.
      await run(process.execPath, whole, { maxBuffer: 1 << 26 }).catch(unlessJudged);
      return out;
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** Exit statuses of a run that was played to its end: fail, inconclusive or invalid. */
function unlessJudged(error: unknown): void {
  const status: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  if (status !== 1 && status !== 3) throw error;
}
