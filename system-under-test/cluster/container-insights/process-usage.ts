import { readFile } from 'node:fs/promises';
import { hasCode } from '../../../core/errors.ts';

/** Counters of a process since its start; memory as of now. */
export interface ProcessUsage {
  readonly cpuSeconds: number;
  readonly memoryBytes: number;
  readonly readBytes: number;
  readonly writtenBytes: number;
}

/** Linux counts CPU time for user space in hundredths of a second, whatever its own clock (proc(5), USER_HZ). */
const ticksPerSecond = 100;
const pageBytes = 4096;

/** What a process has used; undefined when it has ended. */
export async function processUsage(pid: number): Promise<ProcessUsage | undefined> {
  try {
    const [stat, statm, io] = await Promise.all(
      ['stat', 'statm', 'io'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8')),
    );
    return parseProcessUsage(stat ?? '', statm ?? '', io ?? '');
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return undefined;
    throw error;
  }
}

/** Reads the three files of proc(5). The name in `stat` may hold spaces and parentheses. */
export function parseProcessUsage(stat: string, statm: string, io: string): ProcessUsage {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const counter = (name: string): number =>
    Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(io)?.[1] ?? 0);
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    memoryBytes: Number(statm.split(' ')[1]) * pageBytes,
    readBytes: counter('read_bytes'),
    writtenBytes: counter('write_bytes'),
  };
}
