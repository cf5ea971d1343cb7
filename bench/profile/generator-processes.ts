import { readdir, readFile } from 'node:fs/promises';
import { hasCode } from '../../core/errors.ts';
import { readOfProcess } from '../../core/process-files.ts';

/** A k6 of ours, and its own API, which answers for its profiles too. */
export interface GeneratorProcess {
  readonly pid: number;
  /** `host:port`. */
  readonly api: string;
}

/** The k6 processes that this process has started. */
export async function generatorProcesses(): Promise<GeneratorProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map(ownGenerator));
  return found.filter((each) => each !== undefined);
}

async function ownGenerator(pid: number): Promise<GeneratorProcess | undefined> {
  const status = await readOfProcess(pid, 'status');
  if (status === undefined || !status.includes(`\nPPid:\t${process.pid}\n`)) return undefined;
  const args = (await commandLine(pid)).split('\0');
  const api = args[args.indexOf('--address') + 1];
  return args[1] === 'run' && args.includes('--address') && api !== undefined
    ? { pid, api }
    : undefined;
}

async function commandLine(pid: number): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/cmdline`, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return '';
    throw error;
  }
}
