import { binomialLower, binomialUpper } from './distributions/binomial.ts';

/** Ranks, from 1 to n, of the values between which a quantile lies; undefined where no value is far enough out. */
export interface RankInterval {
  readonly lower: number | undefined;
  readonly upper: number | undefined;
  /** The chance that the quantile lies between; undefined with only one end. */
  readonly coverage: number | undefined;
}

/**
 * Ranks of the values of an independent sample between which its population's quantile lies with at least this
 * confidence, with at most half of the rest beyond each end. Makes no assumption about the distribution.
 * @param n values
 * @param q in (0, 1)
 * Source: H. A. David, H. N. Nagaraja: Order Statistics, third edition, 2003, section 7.1.
 */
export function orderStatisticInterval(n: number, q: number, confidence: number): RankInterval {
  const tail = (1 - confidence) / 2;
  // Values below the quantile are binomial: it lies below the r-th smallest when fewer than r are.
  const lower = lastWhere(n, (rank) => binomialLower(rank - 1, n, q) <= tail);
  const fromAbove = lastWhere(n, (rank) => binomialUpper(n + 1 - rank, n, q) <= tail);
  const upper = fromAbove === undefined ? undefined : n + 1 - fromAbove;
  const coverage =
    lower === undefined || upper === undefined
      ? undefined
      : 1 - binomialLower(lower - 1, n, q) - binomialUpper(upper, n, q);
  return { lower, upper, coverage };
}

/** The last of 1 to n for which something is true that is true up to some point only. */
function lastWhere(n: number, isTrue: (rank: number) => boolean): number | undefined {
  let [low, high] = [0, n + 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isTrue(middle)) low = middle;
    else high = middle;
  }
  return low === 0 ? undefined : low;
}
