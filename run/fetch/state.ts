import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { hasCode, knownError, reasonOf } from '../../core/errors.ts';
import { writeWhole } from '../../core/run-folder/write-whole.ts';

const part = z.object({
  /** Everything before this moment is in the file; milliseconds since 1970. */
  upTo: z.number(),
  /** Length of the file then. What stands after it was not whole. */
  bytes: z.int().nonnegative(),
});
export type FetchedPart = z.infer<typeof part>;

const fetched = z.object({
  schemaVersion: z.literal(1),
  target: z.string(),
  /** Milliseconds since 1970. */
  from: z.number(),
  to: z.number(),
  /** How far each file is, by its name. */
  parts: z.record(z.string(), part),
});
/** What a folder holds, so that fetching again goes on where it ended. */
export type Fetched = z.infer<typeof fetched>;

/** Undefined for a folder that nothing was fetched into. @throws unreadable-file */
export async function readState(path: string): Promise<Fetched | undefined> {
  try {
    return fetched.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw knownError(
      'unreadable-file',
      {
        what: 'File',
        path,
        reason: reasonOf(error).split('\n')[0] ?? '',
        expected: 'what "bilancia fetch" wrote',
      },
      error,
    );
  }
}

export async function writeState(path: string, state: Fetched): Promise<void> {
  await writeWhole(path, `${JSON.stringify(state, undefined, 2)}\n`);
}
