import { open } from 'node:fs/promises';
import { hasCode } from '../../../core/errors.ts';
import { pause } from '../../../core/pause.ts';

const lookEveryMs = 200;
const blockBytes = 1 << 16;

/** What of a file is not read to its end. */
export interface Followed {
  readonly line: string;
  /** Whether the file ends within it. */
  readonly isCut: boolean;
}

/** The lines of a file that others append to, as they come, until the signal aborts and nothing more is in it. */
export async function* followLines(
  path: string,
  over: AbortSignal,
): AsyncGenerator<Followed, void, undefined> {
  const file = await opened(path, over);
  if (file === undefined) return;
  try {
    const block = Buffer.allocUnsafe(blockBytes);
    let rest = Buffer.alloc(0);
    for (;;) {
      // Asked before reading: what is written until it is over is read by the last look.
      const isLast = over.aborted;
      const { bytesRead } = await file.read(block, 0, blockBytes);
      if (bytesRead === 0) {
        if (isLast) break;
        await pause(lookEveryMs, over);
        continue;
      }
      const text = Buffer.concat([rest, block.subarray(0, bytesRead)]);
      const end = text.lastIndexOf(10) + 1;
      rest = Buffer.from(text.subarray(end));
      if (end === 0) continue;
      for (const line of text.toString('utf8', 0, end - 1).split('\n'))
        yield { line, isCut: false };
    }
    if (rest.length > 0) yield { line: rest.toString('utf8'), isCut: true };
  } finally {
    await file.close();
  }
}

/** Undefined when it never appeared. */
async function opened(
  path: string,
  over: AbortSignal,
): Promise<Awaited<ReturnType<typeof open>> | undefined> {
  for (;;) {
    const isLast = over.aborted;
    try {
      return await open(path);
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) throw error;
      if (isLast) return undefined;
    }
    await pause(lookEveryMs, over);
  }
}
