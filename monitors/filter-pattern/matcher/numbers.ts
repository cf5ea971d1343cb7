import type { Operator } from '../ast.ts';

/** The comparison of two numbers that an operator stands for; every one but `!=` is false for NaN. */
export const compareNumbers: Readonly<Record<Operator, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};
