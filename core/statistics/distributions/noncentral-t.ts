import { incompleteBeta } from './incomplete-beta.ts';
import { logGamma } from './log-gamma.ts';
import { normalLower } from './normal.ts';
import { tCritical } from './students-t.ts';

/**
 * P(T <= t) of the noncentral t distribution with `df` degrees of freedom and noncentrality `delta`.
 * Source: R. V. Lenth: Algorithm AS 243, Applied Statistics 38(1), 1989: a sum of incomplete beta functions with the
 * weights of a Poisson distribution. Good to about 1e-12 for |delta| up to 37.
 */
export function noncentralTLower(t: number, df: number, delta: number): number {
  if (t < 0) return 1 - noncentralTLower(-t, df, -delta);
  const start = normalLower(-delta);
  if (t === 0) return start;
  const square = t * t;
  const [x, y] = [square / (square + df), df / (square + df)];
  const mean = (delta * delta) / 2;
  let sum = 0;
  const most = Math.ceil(mean + 12 * Math.sqrt(mean + 1) + 40);
  for (let j = 0; j <= most; j += 1) {
    const log = mean === 0 ? (j === 0 ? 0 : -Infinity) : j * Math.log(mean) - mean;
    const even = Math.exp(log - logGamma(j + 1));
    const odd = (delta / Math.SQRT2) * Math.exp(log - logGamma(j + 1.5));
    sum += even * incompleteBeta(j + 0.5, df / 2, x, y) + odd * incompleteBeta(j + 1, df / 2, x, y);
  }
  return Math.min(1, Math.max(0, start + sum / 2));
}

/**
 * Chance that a two-sided t test at level `alpha` finds an effect.
 * @param delta the effect in standard errors: for a paired test effect / sd * sqrt(n)
 * Source: J. Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988, chapter 2.
 */
export function tTestPower(delta: number, df: number, alpha: number): number {
  // Farther out than the series carries, nothing is missed any more.
  if (Math.abs(delta) > 37) return 1;
  const critical = tCritical(alpha, df);
  return 1 - noncentralTLower(critical, df, delta) + noncentralTLower(-critical, df, delta);
}
