import { tCritical } from './distributions/students-t.ts';

export function medianOf(values: readonly number[]): number {
  const sorted = new Float64Array(values).toSorted();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * What the largest |x - mean| / s of n normal values exceeds with probability `alpha`. With few values a fixed bound such
 * as 3 can never be reached: the largest possible is (n - 1) / sqrt(n).
 * Source: F. E. Grubbs, Sample Criteria for Testing Outlying Observations, 1950; NIST/SEMATECH 1.3.5.17.1.
 */
export function grubbsCritical(n: number, alpha: number): number {
  const t = tCritical(alpha / n, n - 2);
  return ((n - 1) / Math.sqrt(n)) * Math.sqrt(t ** 2 / (n - 2 + t ** 2));
}

/**
 * Index of the value furthest from the mean, where that is more standard deviations than the critical value for so many
 * values (`grubbsCritical`). Undefined where none is, and for fewer than three.
 */
export function furthestBeyond(
  values: readonly number[],
  criticalOf: (n: number) => number,
): number | undefined {
  const n = values.length;
  if (n < 3) return undefined;
  let total = 0;
  for (const value of values) total += value;
  const mean = total / n;
  let squares = 0;
  let furthest = 0;
  let distance = -Infinity;
  for (let at = 0; at < n; at += 1) {
    const own = Math.abs((values[at] ?? Number.NaN) - mean);
    squares += own ** 2;
    if (own > distance) {
      distance = own;
      furthest = at;
    }
  }
  const deviation = Math.sqrt(squares / (n - 1));
  const isBeyond = deviation > 0 && distance > criticalOf(n) * deviation;
  return isBeyond ? furthest : undefined;
}

/**
 * Largest |modified z| of values; undefined where half of them are equal. Source: B. Iglewicz, D. Hoaglin, How to Detect
 * and Handle Outliers, 1993: 0.6745 |x - median| / MAD. Their bound of 3.5 cries wolf in 10 to 29 % of small sets.
 */
export function largestModifiedZ(values: readonly number[]): number | undefined {
  const median = medianOf(values);
  const distances = values.map((value) => Math.abs(value - median));
  const mad = medianOf(distances);
  return mad > 0 ? (0.6745 * Math.max(...distances)) / mad : undefined;
}
