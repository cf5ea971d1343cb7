/** Sums this close, relatively, to the one observed count as equal: they are the same up to the order of additions. */
export const slack = 1e-9;

/**
 * Pearson's X2 = sum (count - n p)^2 / (n p) of counts against expected shares that add up to 1; 0 without counts. A unit
 * with an expected share of 0 adds nothing while its count is 0, and infinity otherwise.
 */
export function chiSquare(counts: readonly number[], expected: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 0;
  return counts.reduce((sum, count, unit) => {
    const mean = total * (expected[unit] ?? 0);
    return count === mean ? sum : sum + (count - mean) ** 2 / mean;
  }, 0);
}

/** Equal shares of so many units. */
export function equalShares(units: number): number[] {
  return Array.from({ length: units }, () => 1 / units);
}
