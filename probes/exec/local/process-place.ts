import { readFile, readlink } from 'node:fs/promises';
import { hasCode } from '../../../core/errors.ts';

/** Where a command runs: its folder and its variables. */
export interface ProcessPlace {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Where a process of this machine runs, on Linux; undefined once it is gone. */
export async function placeOfProcess(pid: number): Promise<ProcessPlace | undefined> {
  try {
    const [cwd, text] = await Promise.all([
      readlink(`/proc/${pid}/cwd`),
      readFile(`/proc/${pid}/environ`, 'utf8'),
    ]);
    const pairs = text.split('\0').filter((pair) => pair.includes('='));
    const env = Object.fromEntries(
      pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    );
    return { cwd, env };
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return undefined;
    throw error;
  }
}
