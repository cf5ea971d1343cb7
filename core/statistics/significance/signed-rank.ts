import { normalUpper } from '../distributions/normal.ts';
import { ranksOf, tieCorrection } from '../ranks.ts';
import { median } from '../sample.ts';

/** Up to this many differences without ties the p-value is exact. */
const mostExact = 50;

/**
 * Two-sided p-value of Wilcoxon's signed rank test that differences are symmetric about zero; zeros are left out. Exact
 * without ties up to 50 differences, else by the normal approximation with the correction for ties.
 * Source: F. Wilcoxon: Individual Comparisons by Ranking Methods, Biometrics Bulletin 1(6), 1945.
 */
export function signedRank(differences: readonly number[]): number {
  const kept = differences.filter((difference) => difference !== 0);
  const n = kept.length;
  if (n === 0) return 1;
  const { ranks, groups } = ranksOf(kept.map(Math.abs));
  let positive = 0;
  for (const [index, difference] of kept.entries())
    if (difference > 0) positive += ranks[index] ?? 0;
  const smaller = Math.min(positive, (n * (n + 1)) / 2 - positive);
  if (n <= mostExact && groups.length === n) return Math.min(1, 2 * lowerTail(smaller, n));
  const spread = (n * (n + 1) * (2 * n + 1)) / 24 - tieCorrection(groups) / 48;
  return Math.min(1, 2 * normalUpper(((n * (n + 1)) / 4 - smaller) / Math.sqrt(spread)));
}

/**
 * The shift that makes differences symmetric about zero: the median of all means of two of them, each with itself
 * included.
 * Source: J. L. Hodges, E. L. Lehmann: Estimates of Location Based on Rank Tests, Annals of Mathematical Statistics
 * 34(2), 1963.
 */
export function pseudomedian(differences: readonly number[]): number {
  return median(
    differences.flatMap((a, index) => differences.slice(index).map((b) => (a + b) / 2)),
  );
}

/** P(W <= w) of the sum of the ranks of 1 to n whose sign is positive, each with chance one half. */
function lowerTail(w: number, n: number): number {
  const chances = [1];
  for (let rank = 1; rank <= n; rank += 1) {
    for (let total = (rank * (rank + 1)) / 2; total >= 0; total -= 1) {
      chances[total] = ((chances[total] ?? 0) + (chances[total - rank] ?? 0)) / 2;
    }
  }
  return chances.slice(0, w + 1).reduce((sum, chance) => sum + chance, 0);
}
