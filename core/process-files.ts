import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { hasCode } from './errors.ts';

/** Files that Linux keeps of a process under `/proc/PID` (proc(5)). */
export type ProcessFile = 'comm' | 'io' | 'limits' | 'maps' | 'stat' | 'statm' | 'status';

/** Linux counts CPU time for user space in hundredths of a second, whatever its own clock (proc(5), USER_HZ). */
export const ticksPerSecond = 100;

/** Undefined once the process is gone, which it may be between two looks at it. */
export async function readOfProcess(pid: number, file: ProcessFile): Promise<string | undefined> {
  try {
    return await readFile(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    return nothingWhenGone(error);
  }
}

/** As `readOfProcess`, for those that cannot wait. */
export function readOfProcessNow(pid: number, file: ProcessFile): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (error) {
    return nothingWhenGone(error);
  }
}

function nothingWhenGone(error: unknown): undefined {
  if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return;
  throw error;
}

/** What `stat` says of a process. The name in it may hold spaces and brackets, so fields are counted from behind it. */
export interface ProcessStat {
  /** One letter; `Z` has ended and waits for its parent. */
  readonly state: string;
  readonly cpuSeconds: number;
  /** Clock ticks since boot. */
  readonly startedAt: string;
}

/** Reads the fields 3, 14 and 15, and 22 of `stat`. */
export function parseStat(stat: string): ProcessStat {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return {
    state: fields[0] ?? '',
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    startedAt: fields[19] ?? '',
  };
}

/** Processes that the first thread of a process started and that still run; none once it is gone. */
export async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(nothingWhenGone);
  return (text ?? '').split(' ').filter(Boolean).map(Number);
}

/** Resident memory, in bytes; 0 once the process is gone. */
export async function memoryOf(pid: number): Promise<number> {
  const status = (await readOfProcess(pid, 'status')) ?? '';
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024;
}

/** CPU seconds that a process of this machine has used; undefined once it is gone. */
export async function cpuSecondsOf(pid: number): Promise<number | undefined> {
  const stat = await readOfProcess(pid, 'stat');
  return stat === undefined ? undefined : parseStat(stat).cpuSeconds;
}
