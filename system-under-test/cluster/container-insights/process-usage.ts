import { parseStat, readOfProcess } from '../../../core/process-files.ts';

/** Counters of a process since its start; memory as of now. */
export interface ProcessUsage {
  readonly cpuSeconds: number;
  readonly memoryBytes: number;
  readonly readBytes: number;
  readonly writtenBytes: number;
}

const pageBytes = 4096;

/** What a process has used; undefined when it has ended. */
export async function processUsage(pid: number): Promise<ProcessUsage | undefined> {
  const [stat, statm, io] = await Promise.all([
    readOfProcess(pid, 'stat'),
    readOfProcess(pid, 'statm'),
    readOfProcess(pid, 'io'),
  ]);
  if (stat === undefined || statm === undefined || io === undefined) return undefined;
  return parseProcessUsage(stat, statm, io);
}

/** Reads the three files of proc(5). */
export function parseProcessUsage(stat: string, statm: string, io: string): ProcessUsage {
  const counter = (name: string): number =>
    Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(io)?.[1] ?? 0);
  return {
    cpuSeconds: parseStat(stat).cpuSeconds,
    memoryBytes: Number(statm.split(' ')[1]) * pageBytes,
    readBytes: counter('read_bytes'),
    writtenBytes: counter('write_bytes'),
  };
}
