import { readFileSync } from 'node:fs';
import { hasCode } from './errors.ts';

/** A process id together with its start time in clock ticks since boot, so that a reused id is not mistaken for it. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
}

/** Fields 3 and 22 of `/proc/PID/stat`; the name before them may hold spaces and parentheses (proc(5)). */
function readStat(pid: number): { state: string; startedAt: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    const startedAt = fields[19];
    return state === undefined || startedAt === undefined ? undefined : { state, startedAt };
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return undefined;
    throw error;
  }
}

/** The identity of a running process; undefined when there is none (a zombie counts as none). Linux only. */
export function processIdentity(pid: number): ProcessIdentity | undefined {
  const stat = readStat(pid);
  return stat === undefined || stat.state === 'Z' ? undefined : { pid, startedAt: stat.startedAt };
}

/** Whether a process runs under this id; with an identity, whether it is still the same process. */
export function isAlive(process: number | ProcessIdentity): boolean {
  if (typeof process === 'number') return processIdentity(process) !== undefined;
  return processIdentity(process.pid)?.startedAt === process.startedAt;
}
