import { readFile } from 'node:fs/promises';
import { hasCode, knownError, reasonOf } from '../../../core/errors.ts';

/**
 * The text of a file that the user named.
 * @throws unreadable-file
 */
export async function readText(what: string, path: string, expected: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = hasCode(error, 'ENOENT')
      ? 'it does not exist'
      : hasCode(error, 'EISDIR')
        ? 'it is a folder'
        : reasonOf(error);
    throw knownError('unreadable-file', { what, path, reason, expected }, error);
  }
}
