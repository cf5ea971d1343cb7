import { open, type FileHandle } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as pause } from 'node:timers/promises';

const lookEveryMs = 200;

/**
 * The lines that are added to a file from now on, without their line ends. When the signal aborts, what was written
 * until then is still delivered; a last line without an end comes only then. A file that became shorter was begun anew.
 */
export function followFile(path: string, until: AbortSignal): AsyncIterable<string> {
  // Opened before anybody asks for the first line: "now" is when this is called.
  const opened = openAtEnd(path);
  opened.catch(() => undefined);
  return {
    async *[Symbol.asyncIterator]() {
      const { handle, position } = await opened;
      try {
        yield* linesFrom(handle, position, until);
      } finally {
        await handle.close();
      }
    },
  };
}

async function openAtEnd(path: string): Promise<{ handle: FileHandle; position: number }> {
  const handle = await open(path, 'r');
  return { handle, position: (await handle.stat()).size };
}

async function* linesFrom(handle: FileHandle, start: number, until: AbortSignal) {
  const buffer = Buffer.alloc(64 * 1024);
  let position = start;
  let decoder = new StringDecoder('utf8');
  let rest = '';
  for (;;) {
    const last = until.aborted;
    const { size } = await handle.stat();
    if (size < position) {
      position = 0;
      decoder = new StringDecoder('utf8');
      rest = '';
    }
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) break;
      position += bytesRead;
      const lines = (rest + decoder.write(buffer.subarray(0, bytesRead))).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (last) break;
    await pause(lookEveryMs, undefined, { signal: until }).catch(() => undefined);
  }
  rest += decoder.end();
  if (rest !== '') yield rest;
}
