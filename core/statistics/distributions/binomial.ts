import { incompleteBeta } from './incomplete-beta.ts';

/**
 * P(X <= k) of a binomial variable with n trials and chance p, for p in (0, 1).
 * Source: NIST Digital Library of Mathematical Functions 8.17.5.
 */
export function binomialLower(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return incompleteBeta(n - k, k + 1, 1 - p, p);
}

/** P(X >= k), without the loss of digits that 1 - P(X <= k - 1) has where it is small. */
export function binomialUpper(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  if (k > n) return 0;
  return incompleteBeta(k, n - k + 1, p, 1 - p);
}
