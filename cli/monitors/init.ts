import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { hasCode, knownError, reasonOf } from '../../core/errors.ts';
import { firstFile } from '../../monitors/load/first-file.ts';
import { writeJson, writeLines } from '../terminal/output.ts';

export interface InitFlags {
  readonly out: string;
  readonly force: boolean;
  readonly json: boolean;
}

/** `bilancia monitors init`: writes a first file of monitors, and never over another. */
export async function initCommand(this: Context, { out, force, json }: InitFlags): Promise<void> {
  if (!/\.m?ts$/.test(out))
    throw knownError('bad-value', {
      what: '--out',
      given: out,
      expected: 'a file that ends in .ts',
    });
  const path = resolve(this.workingDirectory, out);
  try {
    await writeFile(path, firstFile, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    if (hasCode(error, 'EEXIST')) throw knownError('file-exists', { path: out }, error);
    const expected = `a file in a writable folder (${reasonOf(error)})`;
    throw knownError('bad-value', { what: '--out', given: out, expected }, error);
  }
  const file = out === 'bilancia.monitors.ts' ? '' : ` ${out}`;
  if (json) writeJson(this, { path });
  else
    writeLines(this, [
      `Wrote ${out}. Put in your account, names and thresholds, then run:`,
      `  bilancia monitors lint${file}  to find mistakes`,
      `  bilancia monitors plan${file}  to see what would change in the account`,
    ]);
}
