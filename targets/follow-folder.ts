import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hasCode } from '../core/errors.ts';
import { pause } from '../core/pause.ts';
import { openTail, type Tail } from '../core/tail.ts';

const lookEveryMs = 200;

/** A line, and the name of the file that it was added to. */
export interface FolderLine {
  readonly file: string;
  readonly line: string;
}

/**
 * The lines that are added to the files of a folder from this call on, those of files that come later from their
 * beginning. When the signal aborts, what was written until then is still delivered.
 * @throws Error with the system's code when the folder cannot be read
 */
export function followFolder(
  folder: string,
  isWanted: (file: string) => boolean,
  until: AbortSignal,
): AsyncIterable<FolderLine> {
  const tails = new Map<string, Tail>();
  const open = (from: 'beginning' | 'now'): void => {
    for (const file of readdirSync(folder).toSorted())
      if (isWanted(file) && !tails.has(file)) tails.set(file, openTail(join(folder, file), from));
  };
  /** A system that ends takes its folder along; what its files held can still be read. */
  const openNew = (): void => {
    try {
      open('beginning');
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) throw error;
    }
  };
  open('now');
  return {
    async *[Symbol.asyncIterator]() {
      try {
        for (;;) {
          const last = until.aborted;
          openNew();
          for (const [file, tail] of tails) for (const line of tail.next()) yield { file, line };
          if (last) break;
          await pause(lookEveryMs, until);
        }
        for (const [file, tail] of tails) {
          const line = tail.rest();
          if (line !== '') yield { file, line };
        }
      } finally {
        for (const tail of tails.values()) tail.close();
      }
    },
  };
}
