import { pause } from '../core/pause.ts';
import { openTail, type Tail } from '../core/tail.ts';

const lookEveryMs = 200;

/**
 * The lines that are added to a file from this call on, without their line ends. When the signal aborts, what was
 * written until then is still delivered, a last line without an end too. A file that became shorter was begun anew. A
 * file that is removed meanwhile is read to its end.
 * @throws Error with the system's code when the file cannot be opened
 */
export function followFile(path: string, until: AbortSignal): AsyncIterable<string> {
  const tail = openTail(path, 'now');
  return {
    async *[Symbol.asyncIterator]() {
      try {
        yield* linesFrom(tail, until);
      } finally {
        tail.close();
      }
    },
  };
}

async function* linesFrom(tail: Tail, until: AbortSignal): AsyncGenerator<string> {
  for (;;) {
    const last = until.aborted;
    yield* tail.next();
    if (last) break;
    await pause(lookEveryMs, until);
  }
  const rest = tail.rest();
  if (rest !== '') yield rest;
}
