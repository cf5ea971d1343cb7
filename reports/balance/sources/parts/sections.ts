import { openSync, readSync, closeSync, fstatSync } from 'node:fs';
import { newline } from '../../../../core/line-blocks.ts';

/** Bytes of a file from the first of a line up to the first of another. */
export interface Section {
  readonly from: number;
  readonly to: number;
}

/** What bounds sections: bytes. */
export interface Sizes {
  readonly smallest: number;
  readonly largest: number;
}

/** Small ones end together; of large ones little is to be put together, and they take little memory while they wait. */
const usual: Sizes = { smallest: 1 << 22, largest: 1 << 27 };

/**
 * A file in sections for so many readers, of which each takes the next one that is left: large ones first, so that they are
 * few, then smaller ones, so that all readers end at much the same time. The last one goes on to wherever the file ends.
 * @throws the system's error
 */
export function sectionsOf(path: string, readers: number, sizes: Sizes = usual): Section[] {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const sections: Section[] = [];
    for (let from = 0; from < size;) {
      const share = (size - from) / (2 * readers);
      const bytes = Math.ceil(Math.min(Math.max(share, sizes.smallest), sizes.largest));
      const to = lineAfter(file, from + bytes) ?? Infinity;
      sections.push({ from, to });
      from = to;
    }
    return sections;
  } finally {
    closeSync(file);
  }
}

const blockBytes = 1 << 12;

/** Where the first line begins at or after a byte; undefined where there is none. */
function lineAfter(file: number, from: number): number | undefined {
  const block = Buffer.allocUnsafe(blockBytes);
  // The byte before may be the end of a line.
  for (let at = from - 1; ;) {
    const bytes = readSync(file, block, 0, block.length, at);
    if (bytes === 0) return undefined;
    const end = block.subarray(0, bytes).indexOf(newline);
    if (end >= 0) return at + end + 1;
    at += bytes;
  }
}
