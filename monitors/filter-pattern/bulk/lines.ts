import type { CompiledFilterPattern } from '../matcher/compile.ts';
import { searchLines } from './search.ts';
import { asBuffer, wholeLines } from './whole-lines.ts';

/** A matching line's place in a buffer: `[start, end)`, without its line feed. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
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
