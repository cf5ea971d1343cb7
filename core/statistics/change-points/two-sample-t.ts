import { tTwoSided } from '../distributions/students-t.ts';
import { mean, squaresAboutMean } from '../sample.ts';

/** Two parts of a series on both sides of a point. */
export interface Sides {
  readonly meanBefore: number;
  readonly meanAfter: number;
  /** Standard deviations of the populations: squares over n, as Otava reports them. */
  readonly sdBefore: number;
  readonly sdAfter: number;
  /** Two-sided; 1 where there is nothing to tell by. */
  readonly p: number;
}

/**
 * Student's t test of two means with their common variance, computed from standard deviations over n: a little less
 * careful than over n - 1. This is how Otava decides, and its users' thresholds are set by it.
 * Source: Apache Otava (Incubating), documentation "Math"; M. Fleming et al.: Hunter: Using Change Point Detection to
 * Hunt for Performance Regressions, ICPE 2023.
 */
export function compareSides(before: readonly number[], after: readonly number[]): Sides {
  const [m, n] = [before.length, after.length];
  const [meanBefore, meanAfter] = [mean(before), mean(after)];
  const varianceBefore = squaresAboutMean(before) / m;
  const varianceAfter = squaresAboutMean(after) / n;
  const df = m + n - 2;
  const pooled = ((m - 1) * varianceBefore + (n - 1) * varianceAfter) / df;
  const t = (meanBefore - meanAfter) / Math.sqrt(pooled * (1 / m + 1 / n));
  return {
    meanBefore,
    meanAfter,
    sdBefore: Math.sqrt(varianceBefore),
    sdAfter: Math.sqrt(varianceAfter),
    // Equal means without variance are no change.
    p: df > 0 && !Number.isNaN(t) ? tTwoSided(t, df) : 1,
  };
}
