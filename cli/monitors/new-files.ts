import { stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { hasCode, knownError, reasonOf } from '../../core/errors.ts';
import { makeFolder } from '../../core/make-folder.ts';

/**
 * Writes files into a folder, which is made when it is not there, and gives their paths. Nothing is overwritten unless
 * `force` says so, and nothing written when one of them would be.
 */
export async function writeNewFiles(
  context: Pick<Context, 'workingDirectory'>,
  out: string,
  files: readonly { readonly name: string; readonly text: string }[],
  force: boolean,
): Promise<readonly string[]> {
  const folder = resolve(context.workingDirectory, out);
  const fail = (thrown: unknown): never => {
    const expected = `a writable folder (${reasonOf(thrown)})`;
    throw knownError('bad-value', { what: '--out', given: out, expected }, thrown);
  };
  await makeFolder(folder).catch(fail);
  for (const { name } of files)
    if (!force && (await isThere(join(folder, name))))
      throw knownError('file-exists', { path: join(out, name) });
  for (const { name, text } of files) await writeFile(join(folder, name), text).catch(fail);
  return files.map(({ name }) => join(out, name));
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}
