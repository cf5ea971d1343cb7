import { parseStat, readOfProcessNow } from './process-files.ts';

/** A process id together with its start time in clock ticks since boot, so that a reused id is not mistaken for it. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
}

/** The identity of a running process; undefined when there is none (a zombie counts as none). Linux only. */
export function processIdentity(pid: number): ProcessIdentity | undefined {
  const text = readOfProcessNow(pid, 'stat');
  if (text === undefined) return undefined;
  const { state, startedAt } = parseStat(text);
  return state === 'Z' ? undefined : { pid, startedAt };
}

/** Whether a process runs under this id; with an identity, whether it is still the same process. */
export function isAlive(process: number | ProcessIdentity): boolean {
  if (typeof process === 'number') return processIdentity(process) !== undefined;
  return processIdentity(process.pid)?.startedAt === process.startedAt;
}
