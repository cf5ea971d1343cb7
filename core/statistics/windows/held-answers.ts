import { binomialUpper } from '../distributions/binomial.ts';

/** How often an answer was the one before it, and what chance says to that. */
export interface HeldAnswers {
  readonly repeats: number;
  readonly pairs: number;
  /** P(so many repeats or more) where each window's answer is drawn anew. */
  readonly p: number;
}

/**
 * Whether answers are held longer than a window. Two answers in a row are equal with a chance of the sum of the shares'
 * squares, which is exact for equal shares, 1 / units, and approximate for others.
 * @param answers one per window, in order
 * @param shares of each unit, adding up to 1
 */
export function heldAnswers(answers: readonly unknown[], shares: readonly number[]): HeldAnswers {
  const pairs = Math.max(0, answers.length - 1);
  const repeats = answers.filter((answer, window) => window > 0 && answer === answers[window - 1]);
  const chance = shares.reduce((sum, share) => sum + share * share, 0);
  const p = chance >= 1 ? 1 : binomialUpper(repeats.length, pairs, chance);
  return { repeats: repeats.length, pairs, p };
}
