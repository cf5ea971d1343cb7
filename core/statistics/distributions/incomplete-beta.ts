import { continuedFraction } from './continued-fraction.ts';
import { logBeta } from './log-gamma.ts';

/**
 * The regularized incomplete beta function I_x(a, b): the probability that a beta variable does not exceed x.
 * @param y 1 - x, where the caller knows it more exactly than the difference
 * Source: NIST Digital Library of Mathematical Functions 8.17.22 (continued fraction) and 8.17.4 (symmetry).
 */
export function incompleteBeta(a: number, b: number, x: number, y: number = 1 - x): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  // The fraction converges fast on this side of the mean.
  if (x > (a + 1) / (a + b + 2)) return 1 - lower(b, a, y, x);
  return lower(a, b, x, y);
}

function lower(a: number, b: number, x: number, y: number): number {
  const front = Math.exp(a * Math.log(x) + b * Math.log(y) - logBeta(a, b)) / a;
  const fraction = continuedFraction(1, (n) => {
    const m = Math.floor(n / 2);
    return n % 2 === 0
      ? [(m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)), 1]
      : [-((a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)), 1];
  });
  return front / fraction;
}
