import { closeSync, openSync, readSync } from 'node:fs';
import { newline } from '../../../../core/line-blocks.ts';
import type { Section } from './sections.ts';

/** Few enough reads, and small enough to stay in the cache of the core. */
const blockBytes = 1 << 18;

/**
 * A section in blocks of whole lines; the last line of the last block may lack its end. Every block is a view of the same
 * buffer, which grows with the longest line. Waits for the disk: whoever calls it has nothing else to do.
 * @throws the system's error
 */
export function* sectionBlocks(
  path: string,
  { from, to }: Section,
): Generator<Buffer, void, undefined> {
  const file = openSync(path, 'r');
  try {
    let buffer = Buffer.allocUnsafe(blockBytes);
    let kept = 0;
    for (let at = from; at < to;) {
      const room = Math.min(buffer.length - kept, to - at);
      const bytes = readSync(file, buffer, kept, room, at);
      if (bytes === 0) break;
      at += bytes;
      const filled = buffer.subarray(0, kept + bytes);
      const end = filled.lastIndexOf(newline) + 1;
      if (end > 0) yield filled.subarray(0, end);
      filled.copyWithin(0, end);
      kept = filled.length - end;
      if (kept === buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length);
    }
    if (kept > 0) yield buffer.subarray(0, kept);
  } finally {
    closeSync(file);
  }
}
