import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as pause } from 'node:timers/promises';

const lookEveryMs = 200;

/**
 * The lines that are added to a file from this call on, without their line ends. When the signal aborts, what was
 * written until then is still delivered, a last line without an end too. A file that became shorter was begun anew. A
 * file that is removed meanwhile is read to its end.
 * @throws Error with the system's code when the file cannot be opened
 */
export function followFile(path: string, until: AbortSignal): AsyncIterable<string> {
  // The file is regular and small reads of it are quick, so the plain calls will do; and a descriptor that is opened
  // here marks the place from which "from now on" counts.
  const file = openSync(path, 'r');
  const start = fstatSync(file).size;
  return {
    async *[Symbol.asyncIterator]() {
      try {
        yield* linesFrom(file, start, until);
      } finally {
        closeSync(file);
      }
    },
  };
}

async function* linesFrom(file: number, start: number, until: AbortSignal): AsyncGenerator<string> {
  const buffer = Buffer.alloc(64 * 1024);
  let position = start;
  let decoder = new StringDecoder('utf8');
  let rest = '';
  for (;;) {
    const last = until.aborted;
    if (fstatSync(file).size < position) {
      position = 0;
      decoder = new StringDecoder('utf8');
      rest = '';
    }
    for (;;) {
      const length = readSync(file, buffer, 0, buffer.length, position);
      if (length === 0) break;
      position += length;
      const lines = (rest + decoder.write(buffer.subarray(0, length))).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (last) break;
    await pause(lookEveryMs, undefined, { signal: until }).catch(() => undefined);
  }
  rest += decoder.end();
  if (rest !== '') yield rest;
}
