import type { CompiledFilterPattern } from '../matcher/compile.ts';
import { type ByteTest, formulaTest } from './formula-test.ts';
import { literalTableOf, type LiteralTable } from '../search-plan/literal-table.ts';
import { lineScan } from './scan/line-scan.ts';
import { nextOccurrence, occurrencesOf, type Occurrences } from './occurrences.ts';

/** Called with the start and end of each matching line, the line feed excluded. */
export type VisitLine = (start: number, end: number) => void;

const lineFeed = 0x0a;
const dense = 512;

/** Visits the matching lines of `bytes`, which hold lines ended by line feeds; the last one may lack it. */
export function searchLines(filter: CompiledFilterPattern, bytes: Buffer, visit: VisitLine): void {
  const { anchors, formula } = filter.bulk;
  const table = formula === undefined ? undefined : literalTableOf(formula);
  const test = formula === undefined ? stringTest(filter) : formulaTest(formula);
  if (table !== undefined) searchLiterals(bytes, table, test, visit);
  else if (anchors === undefined) searchEveryLine(bytes, test, visit);
  else searchAnchored(bytes, anchors.map(occurrencesOf), test, visit);
}

/** Has the module search what it has room for at once; a line that is longer is tested on this side. */
function searchLiterals(
  bytes: Buffer,
  table: LiteralTable,
  test: ByteTest,
  visit: VisitLine,
): void {
  const scan = lineScan();
  scan.prepare(table);
  for (let from = 0; from < bytes.length;) {
    // The last line may lack its line feed: there is room for one.
    const part = bytes.subarray(from, from + scan.input.length - 1);
    scan.input.set(part);
    const isUnended = from + part.length === bytes.length && bytes.at(-1) !== lineFeed;
    if (isUnended) scan.input[part.length] = lineFeed;
    const searched = scan.search(part.length + (isUnended ? 1 : 0));
    const found = scan.found();
    for (let index = 0; index < found; index += 1)
      visit(from + scan.start(index), from + scan.end(index));
    if (searched > 0) from += searched;
    else {
      const end = lineEnd(bytes, from);
      if (test(bytes, from, end)) visit(from, end);
      from = end + 1;
    }
  }
}

function searchEveryLine(bytes: Buffer, test: ByteTest, visit: VisitLine): void {
  for (let start = 0; start < bytes.length;) {
    const end = lineEnd(bytes, start);
    if (test(bytes, start, end)) visit(start, end);
    start = end + 1;
  }
}

/** Jumps from one anchor to the next, and tests only the lines around them. */
function searchAnchored(
  bytes: Buffer,
  anchors: readonly Occurrences[],
  test: ByteTest,
  visit: VisitLine,
): void {
  for (let from = 0; from < bytes.length;) {
    const at = firstOf(bytes, anchors, from);
    if (at >= bytes.length) return;
    // Where anchors are dense, the one end of line that is looked up also tells that `from` is the line's start.
    const firstEnd = at - from < dense ? lineEnd(bytes, from) : -1;
    const start = firstEnd >= at ? from : lineStart(bytes, at, from);
    const end = firstEnd >= at ? firstEnd : lineEnd(bytes, at);
    if (test(bytes, start, end)) visit(start, end);
    from = end + 1;
  }
}

function firstOf(bytes: Buffer, anchors: readonly Occurrences[], from: number): number {
  let first = bytes.length;
  for (const anchor of anchors) first = Math.min(first, nextOccurrence(bytes, anchor, from));
  return first;
}

function lineStart(bytes: Uint8Array, at: number, from: number): number {
  let start = at;
  while (start > from && bytes[start - 1] !== lineFeed) start -= 1;
  return start;
}

function lineEnd(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(lineFeed, at);
  return end < 0 ? bytes.length : end;
}

function stringTest(filter: CompiledFilterPattern): ByteTest {
  return (bytes, start, end) => filter.matches(bytes.toString('utf8', start, end));
}
