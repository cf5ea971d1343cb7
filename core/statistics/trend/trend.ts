import { normalQuantile } from '../distributions/normal.ts';
import { interpolatedQuantile, median } from '../sample.ts';
import type { Point } from './blocks.ts';
import { mannKendall } from './mann-kendall.ts';
import { slopes } from './slopes.ts';

/** How much values change in a unit of time. */
export interface Trend {
  readonly n: number;
  /** The median of the values. */
  readonly level: number;
  /** The median slope between each two points (Theil and Sen). */
  readonly slope: number;
  /** Between these it is with the confidence asked for. */
  readonly low: number;
  readonly high: number;
  /** Two-sided, of no trend at all, by the test of Mann and Kendall. */
  readonly p: number;
}

/**
 * The slope of values over time, with its interval: a few values that are far off move it little.
 * @param confidence e.g. 0.99
 * @returns undefined for fewer than three points at different times
 * Sources: H. Theil, Proceedings of the Royal Netherlands Academy of Sciences 53, 1950; P. K. Sen, Journal of the American
 * Statistical Association 63, 1968; R. O. Gilbert, Statistical Methods for Environmental Pollution Monitoring, 1987, 16.5
 * (interval), with the variance of mann-kendall.ts.
 */
export function trendOf(points: readonly Point[], confidence: number): Trend | undefined {
  const sorted = slopes(points).toSorted((a, b) => a - b);
  if (points.length < 3 || sorted.length < 3) return undefined;
  const { variance, p } = mannKendall(points);
  const half = (-normalQuantile((1 - confidence) / 2) * Math.sqrt(variance)) / 2;
  // The ranks (N - C) / 2 and (N + C) / 2 + 1, counted from 1.
  const middle = sorted.length / 2;
  const at = (rank: number): number =>
    rank < 0 || rank > sorted.length - 1
      ? Math.sign(rank) * Infinity
      : interpolatedQuantile(sorted, rank / (sorted.length - 1));
  return {
    n: points.length,
    level: median(points.map(({ value }) => value)),
    slope: median(sorted),
    low: at(middle - half - 1),
    high: at(middle + half),
    p,
  };
}
