import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { hasCode, knownError, reasonOf } from '../../core/errors.ts';

/** What stands for standard input among paths, and what messages call it. */
export const standardInput = { path: '-', shownAs: 'standard input' } as const;

/** The bytes of a file, or of standard input. */
export async function readBytes(path: string, workingDirectory = '.'): Promise<Buffer> {
  return path === standardInput.path
    ? buffer(process.stdin)
    : readFile(resolve(workingDirectory, path));
}

/** The text of bytes in UTF-8, or in what a byte order mark says: PowerShell writes UTF-16. */
export function decoded(bytes: Uint8Array): string {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(mark).decode(bytes);
}

/** Why a file cannot be read, in words that fit after "cannot be used:". */
export function whyUnreadable(error: unknown): string {
  if (hasCode(error, 'ENOENT')) return 'it does not exist';
  return hasCode(error, 'EISDIR') ? 'it is a folder' : reasonOf(error);
}

/**
 * The text of a file that the user named.
 * @throws unreadable-file
 */
export async function readText(
  what: string,
  path: string,
  expected: string,
  workingDirectory?: string,
): Promise<string> {
  try {
    return decoded(await readBytes(path, workingDirectory));
  } catch (error) {
    throw knownError(
      'unreadable-file',
      { what, path, reason: whyUnreadable(error), expected },
      error,
    );
  }
}
