import { type ChildProcess, execFile } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { childEnd, type ChildEnd, spawnTied } from '../../../core/child-process.ts';
import { knownError, reasonOf } from '../../../core/errors.ts';
import { compileCacheFolder } from '../cache.ts';
import type { ClusterPaths } from '../folder.ts';
import { tokenVariable } from '../owner.ts';
import type { Program, Programs } from './programs.ts';
import { untilItWorks } from '../until.ts';
import { logTail } from './log-tail.ts';

/** A process of the cluster. It writes to `logs/PART.log`. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<ChildEnd>;
  /** Tries until it works; a process that ends first, or has not come so far in time, is the error cluster-failed. */
  readonly untilItWorks: <T>(attempt: () => Promise<T>, withinMs: number) => Promise<T>;
}

interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Where its standard output goes instead of the log. */
  readonly output?: string;
}

/** Starts what a cluster is made of. Whatever it starts dies with this process and carries the cluster's token. */
export interface Launcher {
  readonly token: string;
  readonly paths: ClusterPaths;
  readonly start: (
    part: string,
    program: Program | 'node',
    args: readonly string[],
    options?: StartOptions,
  ) => Running;
  /** Runs a program to its end. @throws cluster-failed when it fails */
  readonly runToEnd: (program: Program, args: readonly string[]) => Promise<void>;
  readonly outputOf: (program: Program, args: readonly string[]) => Promise<string>;
}

export function createLauncher(token: string, paths: ClusterPaths, programs: Programs): Launcher {
  const environment = {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    HOME: paths.folder,
    NODE_COMPILE_CACHE: compileCacheFolder(),
    [tokenVariable]: token,
  };
  const pathOf = (program: Program | 'node'): string =>
    program === 'node' ? process.execPath : programs[program];

  const start: Launcher['start'] = (part, program, args, { env = {}, output } = {}) => {
    const log = openSync(paths.log(part), 'a', 0o600);
    const temporary = paths.temporary(part);
    mkdirSync(temporary, { recursive: true, mode: 0o700 });
    const out = output === undefined ? log : openSync(output, 'a', 0o600);
    const child = spawnTied(pathOf(program), args, {
      cwd: paths.folder,
      env: { ...environment, TMPDIR: temporary, ...env },
      stdio: ['ignore', out, log],
    });
    closeSync(log);
    if (out !== log) closeSync(out);
    return running(part, child, paths);
  };

  return {
    token,
    paths,
    start,
    runToEnd: async (program, args) => {
      const end = await start(program, program, args).ended;
      if (end.code !== 0) throw failed(program, describeEnd(end), paths);
    },
    outputOf: async (program, args) =>
      (await promisify(execFile)(pathOf(program), [...args], { env: environment })).stdout,
  };
}

function running(part: string, child: ChildProcess, paths: ClusterPaths): Running {
  const ended = childEnd(child);
  return {
    child,
    ended,
    untilItWorks: async (attempt, withinMs) => {
      const gone = new AbortController();
      void ended.then((end) => gone.abort(failed(part, describeEnd(end), paths)));
      try {
        return await untilItWorks(attempt, { withinMs, signal: gone.signal });
      } catch (error) {
        gone.signal.throwIfAborted();
        const reason = `it was not ready within ${withinMs / 1000} s (${reasonOf(error)})`;
        throw failed(part, reason, paths, error);
      }
    },
  };
}

function failed(part: string, reason: string, paths: ClusterPaths, cause?: unknown): Error {
  const log = logTail(paths.log(part));
  return knownError('cluster-failed', { part: basename(part), reason, log }, cause);
}

/** How a process ended, for people. */
export function describeEnd({ code, signal }: ChildEnd): string {
  return signal === null ? `it ended with status ${code}` : `it was ended by ${signal}`;
}
