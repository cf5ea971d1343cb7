import { open } from 'node:fs/promises';

/** End of a line, as a byte. */
export const newline = 10;

/** Bytes read at once: enough for thousands of lines, and small beside everything else. */
const blockBytes = 1 << 17;

/**
 * A file in blocks of whole lines; the last line of the last block may lack its end. Every block is a view of the same
 * buffer, which grows with the longest line, and is good until the next one is asked for.
 * Larger reads spare waiting where a file is all that there is to wait for.
 * @param from the byte to begin with, which must be the first of a line
 * @throws the system's error, also when there is no such file
 */
export async function* lineBlocks(
  path: string,
  bytesAtOnce = blockBytes,
  from = 0,
): AsyncGenerator<Buffer, void, undefined> {
  const file = await open(path);
  try {
    let buffer = Buffer.allocUnsafe(bytesAtOnce);
    let kept = 0;
    let at = from;
    for (;;) {
      const { bytesRead } = await file.read(
        buffer,
        kept,
        buffer.length - kept,
        // What is no file of a disk, such as a pipe, has no places.
        from === 0 ? null : at,
      );
      if (bytesRead === 0) break;
      at += bytesRead;
      const filled = buffer.subarray(0, kept + bytesRead);
      const end = filled.lastIndexOf(newline) + 1;
      if (end > 0) yield filled.subarray(0, end);
      filled.copyWithin(0, end);
      kept = filled.length - end;
      if (kept === buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length);
    }
    if (kept > 0) yield buffer.subarray(0, kept);
  } finally {
    await file.close();
  }
}

/** The first line of a block, without its end. */
export function firstLineOf(block: Buffer): string {
  const end = block.indexOf(newline);
  return block.toString('utf8', 0, end === -1 ? block.length : end);
}
