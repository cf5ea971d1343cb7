import { BilanciaError, knownError } from '../../core/errors.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { asWriteError } from '../../core/run-folder/write-error.ts';

/**
 * Makes a folder that only this user can look into.
 * @param variable of the environment, by which it would be elsewhere
 * @throws unreadable-file, disk-full
 */
export async function makeOwnFolder(path: string, variable: string): Promise<void> {
  try {
    await makeFolder(path, 0o700);
  } catch (thrown) {
    const error = asWriteError(thrown, path);
    if (!(error instanceof BilanciaError) || error.code !== 'unreadable-file') throw error;
    const reason = 'it cannot be made';
    const expected = `a place that can be written; or set ${variable} to another folder`;
    throw knownError('unreadable-file', { what: 'The folder', path, reason, expected }, thrown);
  }
}
