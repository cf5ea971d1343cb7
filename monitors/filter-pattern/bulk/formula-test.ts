import type { Formula } from '../search-plan/formula.ts';
import { occurrencesOf, occursIn } from './occurrences.ts';

/** Tests the line `bytes[start, end)`; lines are asked for from first to last. */
export type ByteTest = (bytes: Buffer, start: number, end: number) => boolean;

/** A formula as a test that remembers where each literal comes next. */
export function formulaTest(formula: Formula): ByteTest {
  if (formula.kind === 'holds') {
    const occurrences = occurrencesOf(formula.literal);
    return (bytes, start, end) => occursIn(bytes, occurrences, start, end);
  }
  if (formula.kind === 'not') {
    const operand = formulaTest(formula.operand);
    return (bytes, start, end) => !operand(bytes, start, end);
  }
  const [first, ...others] = formula.operands.map(formulaTest);
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
