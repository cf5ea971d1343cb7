import type { CompiledFilterPattern } from '../matcher/compile.ts';
import type { Formula } from '../search-plan/formula.ts';
import { nextOccurrence, occurrencesOf, occursIn, type Occurrences } from './occurrences.ts';

/** Called with the start and end of each matching line, the line feed excluded. */
export type VisitLine = (start: number, end: number) => void;

/** Tests the line `bytes[start, end)`; lines are asked for from first to last. */
type ByteTest = (bytes: Buffer, start: number, end: number) => boolean;

const lineFeed = 0x0a;
const dense = 512;

/** Visits the matching lines of `bytes`, which hold lines ended by line feeds; the last one may lack it. */
export function searchLines(filter: CompiledFilterPattern, bytes: Buffer, visit: VisitLine): void {
  const { anchors, formula } = filter.bulk;
  const test = formula === undefined ? stringTest(filter) : formulaTest(formula, anchors ?? []);
  if (anchors === undefined) searchEveryLine(bytes, test, visit);
  else searchAnchored(bytes, anchors.map(occurrencesOf), test, visit);
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

/** A line is only tested when it holds one of `anchors`; with a single one there is no need to look for it again. */
function formulaTest(formula: Formula, anchors: readonly string[]): ByteTest {
  if (formula.kind === 'holds') {
    if (anchors.length === 1 && anchors[0] === formula.literal) return () => true;
    const occurrences = occurrencesOf(formula.literal);
    return (bytes, start, end) => occursIn(bytes, occurrences, start, end);
  }
  if (formula.kind === 'not') {
    const operand = formulaTest(formula.operand, anchors);
    return (bytes, start, end) => !operand(bytes, start, end);
  }
  const [first, ...others] = formula.operands.map((operand) => formulaTest(operand, anchors));
  if (first === undefined) return () => formula.kind === 'all';
  if (formula.kind === 'all')
    return others.reduce(
      (left, right) => (bytes, start, end) => left(bytes, start, end) && right(bytes, start, end),
      first,
    );
  return others.reduce(
    (left, right) => (bytes, start, end) => left(bytes, start, end) || right(bytes, start, end),
    first,
  );
}
