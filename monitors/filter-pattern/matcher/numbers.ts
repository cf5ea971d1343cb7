import type { Operator } from '../syntax/ast.ts';
import type { Notes } from '../syntax/undocumented.ts';

/** The comparison of two numbers that an operator stands for; every one but `!=` is false for NaN. */
export const compareNumbers: Readonly<Record<Operator, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};

/** Notes that a number may have been another one in the text: a whole number beyond 2^53, or one beyond every double. */
export function notePrecision(notes: Notes | undefined, ...numbers: readonly number[]): void {
  if (notes === undefined) return;
  if (numbers.some(mayBeRounded)) notes.add('number-precision');
}

function mayBeRounded(number: number): boolean {
  if (Number.isNaN(number)) return false;
  return Number.isInteger(number) ? !Number.isSafeInteger(number) : !Number.isFinite(number);
}
