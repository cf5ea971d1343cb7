import { type ChildProcess, execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
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
import { openOutput, type OutputFile } from './output-file.ts';

/** A process of the cluster. It writes to `logs/PART.log`. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<ChildEnd>;
  /** Tries until it works; a process that ends first, or has not come so far in time, is the error cluster-failed. */
  readonly untilItWorks: <T>(attempt: () => Promise<T>, withinMs: number) => Promise<T>;
  /** The last line of its log. */
  readonly lastWords: () => string;
}

/** What a part that runs writes to. */
interface PartOutputs {
  readonly part: string;
  readonly outputs: readonly OutputFile[];
}

interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Where its standard output goes instead of the log. */
  readonly output?: OutputFile;
  /** Process in whose view of the files it is started. */
  readonly viewOf?: number;
}

/** Starts what a cluster is made of. Whatever it starts dies with this process and carries the cluster's token. */
export interface Launcher {
  readonly token: string;
  readonly paths: ClusterPaths;
  readonly start: (
    part: string,
    program: Program | 'node' | { readonly path: string },
    args: readonly string[],
    options?: StartOptions,
  ) => Running;
  /** Runs a program to its end. @throws cluster-failed when it fails */
  readonly runToEnd: (program: Program, args: readonly string[]) => Promise<void>;
  /** The parts that run now. */
  readonly running: () => readonly PartOutputs[];
  readonly outputOf: (program: Program, args: readonly string[]) => Promise<string>;
}

export function createLauncher(token: string, paths: ClusterPaths, programs: Programs): Launcher {
  const environment = {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    HOME: paths.folder,
    NODE_COMPILE_CACHE: compileCacheFolder(),
    [tokenVariable]: token,
  };
  const pathOf = (program: Parameters<Launcher['start']>[1]): string => {
    if (typeof program === 'object') return program.path;
    return program === 'node' ? process.execPath : programs[program];
  };

  const parts = new Map<ChildProcess, PartOutputs>();

  const start: Launcher['start'] = (part, program, args, { env = {}, output, viewOf } = {}) => {
    const temporary = paths.temporary(part);
    mkdirSync(temporary, { recursive: true, mode: 0o700 });
    const log = openOutput('log', paths.log(part));
    const out = output ?? log;
    const outputs = out === log ? [log] : [log, out];
    const command = [...viewArguments(viewOf), pathOf(program), ...args];
    const [path = '', ...rest] = command;
    const child = spawnTied(path, rest, {
      cwd: paths.folder,
      env: { ...environment, TMPDIR: temporary, ...env },
      stdio: ['ignore', out.descriptor, log.descriptor],
    });
    for (const { close } of outputs) close();
    parts.set(child, { part: basename(part), outputs });
    const started = running(part, child, paths);
    const forget = (): void => void parts.delete(child);
    started.ended.then(forget, forget);
    return started;
  };

  return {
    token,
    paths,
    start,
    running: () => [...parts.values()],
    runToEnd: async (program, args) => {
      const end = await start(program, program, args).ended;
      if (end.code !== 0) throw failed(program, describeEnd(end), paths);
    },
    outputOf: async (program, args) =>
      (await promisify(execFile)(pathOf(program), [...args], { env: environment })).stdout,
  };
}

function viewArguments(viewOf: number | undefined): string[] {
  return viewOf === undefined ? [] : ['nsenter', '--target', String(viewOf), '--mount', '--'];
}

function running(part: string, child: ChildProcess, paths: ClusterPaths): Running {
  const ended = childEnd(child);
  return {
    child,
    ended,
    lastWords: () => logTail(paths.log(part), 1),
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

/** Why a process that was started is of no use, for people. */
export function whyItFailed({ child }: Running, error: unknown): string {
  const { exitCode: code, signalCode: signal } = child;
  if (code !== null || signal !== null) return describeEnd({ code, signal });
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return `it does not work: ${reasonOf(cause)}`;
}

/** How a process ended, for people. */
export function describeEnd({ code, signal }: ChildEnd): string {
  return signal === null ? `it ended with status ${code}` : `it was ended by ${signal}`;
}
