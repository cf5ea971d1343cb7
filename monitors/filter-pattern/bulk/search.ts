import type { CompiledFilterPattern } from '../matcher/compile.ts';
import type { Formula } from './formula.ts';
import { indexOfNeedle, needleOf, type Needle } from './needle.ts';

/** Called with the start and end of each matching line, the line feed excluded. */
export type VisitLine = (start: number, end: number) => void;

/** Visits the matching lines of `bytes`, which hold lines ended by line feeds; the last one may lack it. */
export type SearchLines = (bytes: Buffer, visit: VisitLine) => void;

const lineFeed = 0x0a;

const searches = new WeakMap<CompiledFilterPattern, SearchLines>();

/** The search of whole buffers for a pattern, prepared once. */
export function searchOf(filter: CompiledFilterPattern): SearchLines {
  const known = searches.get(filter);
  if (known !== undefined) return known;
  const search = newSearch(filter);
  searches.set(filter, search);
  return search;
}

function newSearch(filter: CompiledFilterPattern): SearchLines {
  const test = byteTest(filter);
  const { required } = filter.bulk;
  if (required !== undefined) return searchCandidates(needleOf(required), test);
  return (bytes, visit) => {
    for (let start = 0; start < bytes.length;) {
      const end = lineEnd(bytes, start);
      if (test(bytes, start, end)) visit(start, end);
      start = end + 1;
    }
  };
}

/** Jumps from one place where the needle is found to the next, and tests only the lines around them. */
function searchCandidates(needle: Needle, test: ByteTest): SearchLines {
  return (bytes, visit) => {
    let from = 0;
    for (;;) {
      const at = find(bytes, needle, from);
      if (at < 0) return;
      const start = lineStart(bytes, at, from);
      const end = lineEnd(bytes, at);
      if (test(bytes, start, end)) visit(start, end);
      from = end + 1;
    }
  };
}

/** How far our own search goes before the native one takes over: that one is faster, but dear to call. */
const near = 512;

function find(bytes: Buffer, needle: Needle, from: number): number {
  const at = indexOfNeedle(bytes, needle, from, Math.min(from + near, bytes.length));
  if (at >= 0 || from + near >= bytes.length) return at;
  return bytes.indexOf(needle.bytes, from + near - needle.bytes.length + 1);
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

type ByteTest = (bytes: Buffer, start: number, end: number) => boolean;

function byteTest(filter: CompiledFilterPattern): ByteTest {
  const { formula, required } = filter.bulk;
  if (formula !== undefined) return formulaTest(formula, required);
  return (bytes, start, end) => filter.matches(bytes.toString('utf8', start, end));
}

/** `given` is known to be in the line already. */
function formulaTest(formula: Formula, given: string | undefined): ByteTest {
  if (formula.kind === 'holds') {
    if (formula.literal === given) return () => true;
    const needle = needleOf(formula.literal);
    return (bytes, start, end) => indexOfNeedle(bytes, needle, start, end) >= 0;
  }
  if (formula.kind === 'not') {
    const operand = formulaTest(formula.operand, given);
    return (bytes, start, end) => !operand(bytes, start, end);
  }
  const operands = formula.operands.map((operand) => formulaTest(operand, given));
  if (formula.kind === 'all')
    return (bytes, start, end) => operands.every((operand) => operand(bytes, start, end));
  return (bytes, start, end) => operands.some((operand) => operand(bytes, start, end));
}
