import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** The lines that are added to a file, read whenever somebody asks. */
export interface Tail {
  /** The lines that were ended since the last call. A file that became shorter was begun anew. */
  readonly next: () => Generator<string>;
  /** A last line without an end, if there is one. */
  readonly rest: () => string;
  readonly close: () => void;
}

/**
 * Opens a file to read what is added: from its beginning, or from now on.
 * @throws Error with the system's code when the file cannot be opened
 */
export function openTail(path: string, from: 'beginning' | 'now'): Tail {
  // The file is regular and small reads of it are quick, so the plain calls will do; and a descriptor that is opened
  // here marks the place from which "from now on" counts.
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(64 * 1024);
  let position = from === 'now' ? fstatSync(file).size : 0;
  let decoder = new StringDecoder('utf8');
  let rest = '';
  return {
    *next() {
      if (fstatSync(file).size < position) {
        position = 0;
        decoder = new StringDecoder('utf8');
        rest = '';
      }
      for (;;) {
        const length = readSync(file, buffer, 0, buffer.length, position);
        if (length === 0) return;
        position += length;
        const lines = (rest + decoder.write(buffer.subarray(0, length))).split('\n');
        rest = lines.pop() ?? '';
        yield* lines;
      }
    },
    rest: () => rest + decoder.end(),
    close: () => closeSync(file),
  };
}
