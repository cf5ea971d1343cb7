import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { childEnd, spawnTied } from '../../core/child-process.ts';
import type { ChildEnd } from '../../core/child-process.ts';

/** A k6 that plays a script. Its life is tied to this process. */
export interface EngineRun {
  readonly pid: number;
  /** The raw points, CSV with a header. Must be read, or the engine waits. */
  readonly csv: Readable;
  /** Lines of its log and of what the script prints, see engine-log.ts. */
  readonly log: Readable;
  readonly ended: Promise<ChildEnd>;
  /** Asks it to end early: requests under way are cut off. */
  readonly interrupt: () => void;
}

export interface EngineOptions {
  readonly k6: string;
  readonly script: string;
  readonly workingDirectory: string;
  /** Handed to the script as `__ENV`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Whether the script's own thresholds count. They make k6 keep every sample in memory, so our own scripts, which
   * have none, go without.
   */
  readonly thresholds: boolean;
}

/** Starts k6 so that every point and every line comes through pipes: nothing is kept in its memory or on disk. */
export function startK6(options: EngineOptions): EngineRun {
  const child = spawnTied(options.k6, argumentsFor(options), {
    cwd: options.workingDirectory,
    env: {
      ...options.env,
      K6_CSV_TIME_FORMAT: 'unix_milli',
      K6_NO_USAGE_REPORT: 'true',
      NO_COLOR: '1',
      // Go's default lets the heap double before it is cleaned up; ten thousand visitors are 2 GB of live heap.
      GOGC: options.env['GOGC'] ?? '50',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { ...pipesOf(child), ended: childEnd(child), interrupt: () => void child.kill('SIGINT') };
}

/** The script comes last, because a k6 with xk6-ts takes its last argument for it. */
function argumentsFor({ script, settings, thresholds }: EngineOptions): string[] {
  const environment = Object.entries(settings).flatMap(([name, value]) => [
    '--env',
    `${name}=${value}`,
  ]);
  const quiet = ['--quiet', '--summary-mode=disabled', '--log-format=json'];
  const judging = thresholds ? [] : ['--no-thresholds'];
  return ['run', ...quiet, ...judging, '--out', 'csv=-', ...environment, script];
}

function pipesOf(child: ChildProcess): Pick<EngineRun, 'pid' | 'csv' | 'log'> {
  if (child.pid === undefined || child.stdout === null || child.stderr === null) {
    throw new Error('k6 was started without pipes.');
  }
  return { pid: child.pid, csv: child.stdout, log: child.stderr };
}
