import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { RunFile } from '../core/run-folder/files/index.ts';
import { runFile } from '../core/run-folder/path.ts';
import { asWriteError } from '../core/run-folder/write-error.ts';

/** Told of what is appended on its way. */
export type Seen = (file: RunFile, item: object | string) => void;

/**
 * Appends to one of the run's files as it comes: records as JSON, lines of a foreign format as they are. `seen` is told of
 * each record.
 * @throws disk-full, or what the source throws
 */
export async function appendAll(
  folder: string,
  file: RunFile,
  source: AsyncIterable<object> | AsyncIterable<string>,
  seen?: Seen,
): Promise<void> {
  const path = runFile(folder, file);
  const out = createWriteStream(path, { flags: 'a' });
  const failed = once(out, 'error').then(([error]: unknown[]) => {
    throw asWriteError(error, path);
  });
  const copied = async (): Promise<void> => {
    try {
      for await (const item of source) {
        const line = typeof item === 'string' ? item : JSON.stringify(item);
        seen?.(file, item);
        if (!out.write(`${line}\n`)) await once(out, 'drain');
      }
    } finally {
      out.end();
    }
    await finished(out);
  };
  await Promise.race([copied(), failed]);
}
