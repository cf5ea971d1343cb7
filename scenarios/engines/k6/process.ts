import type { ChildProcess } from 'node:child_process';
import { availableParallelism, setPriority } from 'node:os';
import { PassThrough, pipeline, type Readable } from 'node:stream';
import { childEnd, spawnTied } from '../../../core/child-process.ts';
import type { ChildEnd } from '../../../core/child-process.ts';
import { freePort } from '../../../core/free-port.ts';
import { type Fifo, openFifo } from './fifo.ts';
import type { HeapRoom } from './garbage.ts';

/** A k6 that plays a script. Its life is tied to this process. */
export interface K6Process {
  readonly pid: number;
  /** Host and port of its own API, on this machine only. */
  readonly api: string;
  /** The raw points, CSV with a header. Must be read, or it waits. */
  readonly csv: Readable;
  /** What a script of the user's writes to standard output. Must be read, or it waits. */
  readonly output: Readable | undefined;
  /** Lines of its log and of what the script prints, see log.ts. */
  readonly log: Readable;
  readonly ended: Promise<ChildEnd>;
  /** Asks it to end early: requests under way are cut off. */
  readonly interrupt: () => void;
}

export interface K6Options {
  readonly k6: string;
  readonly script: string;
  readonly workingDirectory: string;
  /** Handed to the script as `__ENV`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Where k6's own summary goes, for scripts whose own thresholds and summary count. They make k6 keep every sample in
   * memory, so our own scripts, which have none, go without.
   */
  readonly summary: string | undefined;
  /** Ranges of addresses that it may not reach; what the script itself says of them is not asked then. */
  readonly blacklist: readonly string[];
  /** Tags of its points; undefined for those that the script says. */
  readonly systemTags: readonly string[] | undefined;
  /** Whether the system under test runs on this machine too, and must not be slowed by the load itself. */
  readonly sharesMachine: boolean;
  /** Whether nothing may leave this machine. */
  readonly confined: boolean;
  /** How far its heap grows before garbage.ts has it cleaned up. */
  readonly heapRoom?: HeapRoom;
  /** Further flags: of its part of a test that several play, and of where its connections come from. */
  readonly flags?: readonly string[];
}

/** Starts k6 so that every point and every line comes through pipes: nothing of them is kept in its memory or on disk. */
export async function startK6(options: K6Options): Promise<K6Process> {
  const api = `127.0.0.1:${await freePort()}`;
  // The summary of a user's script goes to standard output, which would run into the points.
  const points = options.summary === undefined ? undefined : await openFifo();
  const child = spawnTied(options.k6, argumentsFor(options, api, points?.path ?? '-'), {
    cwd: options.workingDirectory,
    env: {
      ...goSettings(options),
      ...options.env,
      // A proxy would let requests out that k6 itself sends no further than this machine. It is never asked for those to it.
      ...(options.confined ? { NO_PROXY: '*' } : {}),
      K6_CSV_TIME_FORMAT: 'unix_milli',
      K6_NO_USAGE_REPORT: 'true',
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (options.sharesMachine && child.pid !== undefined) setPriority(child.pid, niceness);
  const ended = childEnd(child);
  if (points !== undefined) void closeAfter(ended, points);
  const { pid, output, log } = pipesOf(child);
  return {
    api,
    pid,
    log,
    ...(points === undefined
      ? { csv: output, output: undefined }
      : { csv: points.stream, output: kept(output) }),
    ended,
    interrupt: () => void child.kill('SIGINT'),
  };
}

async function closeAfter(ended: Promise<ChildEnd>, points: Fifo): Promise<void> {
  // A child that could not be started is told of by whoever waits for its end.
  await Promise.allSettled([ended]);
  await points.close();
}

/**
 * A quarter of Go's threads clean up: on a machine of two cores that comes out as slices taken from every thread, so
 * that all visitors stand still for seconds; with four threads it is one of its own. When to clean up is for
 * garbage.ts to say; Go's own rule is the last resort, and must not come before it. Where that is a share of what is in
 * use, Go also begins when it has not for two minutes. What the user has set goes before.
 */
function goSettings({ heapRoom = { growth: 0 } }: K6Options): Record<string, string> {
  const threads = Math.max(4, availableParallelism());
  const lastResort =
    'growth' in heapRoom
      ? { GOGC: String(Math.max(100, Math.round(150 * heapRoom.growth))) }
      : { GOGC: 'off', GOMEMLIMIT: String(Math.round(heapRoom.limit)) };
  return { GOMAXPROCS: String(threads), ...lastResort };
}

/** How much the generator stands back behind the system under test where both share a machine (nice, 0 to 19). */
const niceness = 5;

/** The script comes last, because a k6 with xk6-ts takes its last argument for it. */
function argumentsFor(
  { script, settings, summary, blacklist, systemTags, flags = [] }: K6Options,
  api: string,
  csv: string,
): string[] {
  // The user's own k6 may log elsewhere, or not at all.
  const logging = ['--quiet', '--log-format=json', '--log-output=stderr'];
  // k6 copies its environment to every virtual user, which ours have no use for. A user's script has it as under k6.
  const only = summary === undefined ? ['--include-system-env-vars=false'] : [];
  const confining = blacklist.length === 0 ? [] : ['--blacklist-ip', blacklist.join(',')];
  const tagging = systemTags === undefined ? [] : ['--system-tags', systemTags.join(',')];
  const judging =
    summary === undefined
      ? ['--no-thresholds', '--summary-mode=disabled']
      : ['--summary-export', summary];
  // For garbage.ts.
  const profiling = ['--address', api, '--profiling-enabled'];
  const output = ['--out', `csv=${csv}`];
  const rest = [...confining, ...tagging, ...output, ...flags, ...settingFlags(settings)];
  return ['run', ...logging, ...only, ...profiling, ...judging, ...rest, script];
}

/** Settings as flags of k6's, which go before its environment. */
export function settingFlags(settings: K6Options['settings']): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
}

function pipesOf(child: ChildProcess): Pick<K6Process, 'pid' | 'log'> & { output: Readable } {
  if (child.pid === undefined || child.stdout === null || child.stderr === null) {
    throw new Error('k6 was started without pipes.');
  }
  return { pid: child.pid, output: child.stdout, log: kept(child.stderr) };
}

/** Node throws away what a child has written when it ends and nobody reads yet, which a short script may be too soon for. */
function kept(stream: Readable): Readable {
  // Whoever reads it is told of errors.
  return pipeline(stream, new PassThrough(), () => undefined);
}
