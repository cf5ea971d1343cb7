import { tCritical, tTwoSided } from '../distributions/students-t.ts';
import { mean, variance } from '../sample.ts';

/** What Student's t test says of differences. */
export interface TTest {
  /** How many differences. */
  readonly n: number;
  readonly mean: number;
  /** Standard deviation of one difference. */
  readonly sd: number;
  /** Infinite where all differences are the same and not zero; NaN where all are zero. */
  readonly t: number;
  /** Two-sided; 1 where all differences are zero. */
  readonly p: number;
}

/**
 * Whether differences of pairs are zero on average.
 * @param differences two or more; of logarithms, their mean is the logarithm of the geometric mean ratio
 * @param leastSd what the standard deviation is at least known to be, for values of a coarse grid
 * @throws RangeError below two differences
 * Source: Student: The Probable Error of a Mean, Biometrika 6(1), 1908.
 */
export function pairedT(differences: readonly number[], leastSd = 0): TTest {
  const n = differences.length;
  if (n < 2) throw new RangeError(`A t test takes two differences or more, not ${n}.`);
  const center = mean(differences);
  const sd = Math.max(leastSd, Math.sqrt(variance(differences)));
  const t = center / (sd / Math.sqrt(n));
  return { n, mean: center, sd, t, p: Number.isNaN(t) ? 1 : tTwoSided(t, n - 1) };
}

/** The interval in which the mean difference lies with this confidence (0.95 for 95 %). */
export function tInterval(test: TTest, confidence: number): readonly [number, number] {
  const reach = tCritical(1 - confidence, test.n - 1) * (test.sd / Math.sqrt(test.n));
  return [test.mean - reach, test.mean + reach];
}
