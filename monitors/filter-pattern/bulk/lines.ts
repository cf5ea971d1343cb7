import type { CompiledFilterPattern } from '../matcher/compile.ts';
import { searchLines } from './search.ts';

/** A matching line's place in a buffer: `[start, end)`, without its line feed. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** A view on the same memory, with the searches that only a Buffer has. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/**
 * How many lines of a buffer match. Lines end with line feeds (a carriage return belongs
 * to its line); they are UTF-8 and are not made strings where literals
 * decide, so this is the fast path for files.
 *
 * @example
 *   countMatches(compileFilterPattern('[(w1="*CRITICAL*") && (w1!="*ignore me*")]'), readFileSync('app.log'));
 */
export function countMatches(filter: CompiledFilterPattern, bytes: Uint8Array): number {
  let count = 0;
  searchLines(filter, asBuffer(bytes), () => {
    count += 1;
  });
  return count;
}

/** Where the matching lines of a buffer are, in order. */
export function matchingRanges(filter: CompiledFilterPattern, bytes: Uint8Array): LineRange[] {
  const ranges: LineRange[] = [];
  searchLines(filter, asBuffer(bytes), (start, end) => ranges.push({ start, end }));
  return ranges;
}

/**
 * The matching lines of a stream of chunks, such as `createReadStream(file)`: for each chunk the lines that it
 * completes, as strings. A chunk may end anywhere, also inside a character; memory holds a chunk and the longest line.
 */
export async function* matchingLines(
  filter: CompiledFilterPattern,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<string[]> {
  for await (const lines of wholeLines(chunks)) {
    const found = matchingRanges(filter, lines).map(({ start, end }) =>
      lines.toString('utf8', start, end),
    );
    if (found.length > 0) yield found;
  }
}

const lineFeed = 0x0a;

/** Cuts chunks anew, at line feeds. The parts of a long line are joined once, when its end has come. */
async function* wholeLines(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let pending: Uint8Array[] = [];
  for await (const chunk of chunks) {
    const cut = asBuffer(chunk).lastIndexOf(lineFeed) + 1;
    if (cut > 0) {
      yield Buffer.concat([...pending, chunk.subarray(0, cut)]);
      pending = [];
    }
    if (cut < chunk.length) pending.push(chunk.subarray(cut));
  }
  if (pending.length > 0) yield Buffer.concat(pending);
}
