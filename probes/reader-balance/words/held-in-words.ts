import type { HeldAnswers } from '../../../core/statistics/windows/held-answers.ts';
import { percent, pValue } from './words.ts';

/** `25 of 29 answers were the one before, where chance gives 50 % (p < 0.001)`. */
export function heldInWords(
  { repeats, pairs, p }: HeldAnswers,
  expected: readonly number[],
): string {
  const chance = expected.reduce((sum, share) => sum + share * share, 0);
  return `${repeats} of ${pairs} answers were the one before, where chance gives ${percent(chance)} (${pValue(p)})`;
}
