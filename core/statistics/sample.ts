export function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Arithmetic mean; NaN without values. */
export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** Unbiased variance: squares about the mean over n - 1. NaN below two values. */
export function variance(values: readonly number[]): number {
  return values.length < 2 ? Number.NaN : squaresAboutMean(values) / (values.length - 1);
}

/** Squares about the mean, in two passes so that a large mean costs no digits. */
export function squaresAboutMean(values: readonly number[]): number {
  const center = mean(values);
  let total = 0;
  for (const value of values) total += (value - center) ** 2;
  return total;
}

/** The middle value, or the mean of the two in the middle; NaN without values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * The quantile of sorted values, linear between the two that are nearest; NaN without values.
 * Source: definition 7 of R. J. Hyndman, Y. Fan: Sample Quantiles in Statistical Packages, The American Statistician
 * 50(4), 1996.
 */
export function interpolatedQuantile(sorted: ArrayLike<number>, q: number): number {
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[below + 1] ?? low;
  return low + (position - below) * (high - low);
}
