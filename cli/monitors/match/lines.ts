import { matchingRanges } from '../../../monitors/filter-pattern/bulk/lines.ts';
import type { CompiledFilterPattern } from '../../../monitors/filter-pattern/matcher/compile.ts';

/** A line of an input; lines are numbered from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

const lineFeed = 0x0a;

/** Every line of a buffer of whole lines, whose first has the number `first`. */
export function* linesOf(buffer: Buffer, first: number): Generator<Line> {
  let number = first;
  for (let start = 0; start < buffer.length; number += 1) {
    const end = lineEnd(buffer, start);
    yield { number, text: buffer.toString('utf8', start, end) };
    start = end + 1;
  }
}

/** The matching lines of a buffer of whole lines. */
export function* matchingLinesOf(
  filter: CompiledFilterPattern,
  buffer: Buffer,
  first: number,
): Generator<Line> {
  let number = first;
  let at = 0;
  for (const { start, end } of matchingRanges(filter, buffer)) {
    number += countLines(buffer.subarray(at, start));
    at = start;
    yield { number, text: buffer.toString('utf8', start, end) };
  }
}

/** How many lines a buffer of whole lines holds. */
export function countLines(buffer: Buffer): number {
  let count = 0;
  for (let at = 0; at < buffer.length; count += 1) at = lineEnd(buffer, at) + 1;
  return count;
}

function lineEnd(buffer: Buffer, start: number): number {
  const end = buffer.indexOf(lineFeed, start);
  return end < 0 ? buffer.length : end;
}
