import { incompleteBeta } from './incomplete-beta.ts';
import { normalQuantile } from './normal.ts';

/**
 * P(|T| > |t|) of Student's t with `df` degrees of freedom: the p-value of a two-sided test.
 * Source: NIST/SEMATECH; M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, 26.7.1 with 26.5.27.
 */
export function tTwoSided(t: number, df: number): number {
  if (Number.isNaN(t)) return Number.NaN;
  const square = t * t;
  if (!Number.isFinite(square)) return 0;
  return incompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square));
}

/** P(T > t) of Student's t with `df` degrees of freedom. */
export function tUpper(t: number, df: number): number {
  const half = tTwoSided(t, df) / 2;
  return t < 0 ? 1 - half : half;
}

/**
 * The t that |T| exceeds with probability `alpha`, for alpha in (0, 1]: what a two-sided test at that level asks for.
 * Found by bisection of `tTwoSided` in the logarithm, to the last digit.
 */
export function tCritical(alpha: number, df: number): number {
  if (alpha >= 1) return 0;
  if (alpha <= 0) return Infinity;
  // The normal quantile lies below; doubling finds an upper end even for one degree of freedom.
  let low = -normalQuantile(alpha / 2);
  let high = Math.max(1, low);
  while (tTwoSided(high, df) > alpha) {
    low = high;
    high *= 2;
  }
  for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (tTwoSided(middle, df) > alpha) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
