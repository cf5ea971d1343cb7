import { gamma } from '../../core/statistics/log-buckets.ts';
import {
  type Histogram,
  emptyHistogram,
  merge,
  quantile,
} from '../../core/statistics/histogram.ts';
import type { BlockPair } from './run-blocks.ts';

/** Logarithms of a percentile of both blocks of a pair, in microseconds. */
export interface LogPair {
  readonly base: number;
  readonly new: number;
}

/**
 * Percentiles are told to a bucket of the histogram, so that equal logarithms may differ by as much as a bucket is wide:
 * the standard deviation of the difference of two uniform errors.
 */
export const resolutionSd = Math.log(gamma) / Math.sqrt(6);

/** Fewer pooled pairs than these are not compared. */
export const fewestPairs = 6;

/**
 * How many pairs that follow each other are pooled into one, so that half of the blocks or more have enough requests
 * beyond the percentile. It looks at counts alone, so that it favors no result. Undefined where too few would remain.
 */
export function poolingOf(
  pairs: readonly BlockPair[],
  name: string,
  { percentile, requestsBeyond }: { percentile: number; requestsBeyond: number },
): number | undefined {
  // Of a percentile below the median it is the faster ones that are few.
  const share = Math.min(percentile, 1 - percentile);
  const needed = requestsBeyond / share;
  for (let size = 1; size <= pairs.length / fewestPairs; size += 1) {
    const counts = poolsOf(pairs, size).map((pool) =>
      Math.min(countOf(pool, 'base', name), countOf(pool, 'new', name)),
    );
    const enough = counts.filter((count) => count >= needed * (1 - 1e-12)).length;
    // A pair without a single request on one side would have no percentile.
    if (enough >= counts.length / 2 && counts.every((count) => count > 0)) return size;
  }
  return undefined;
}

/** The logarithms of a percentile of each pool of `size` pairs. */
export function logPairs(
  pairs: readonly BlockPair[],
  name: string,
  percentile: number,
  size: number,
): LogPair[] {
  return poolsOf(pairs, size).map((pool) => ({
    base: logOf(pool, 'base', name, percentile),
    new: logOf(pool, 'new', name, percentile),
  }));
}

/** Pairs in groups of `size`; what is left over at the end goes into the last one. */
function poolsOf(pairs: readonly BlockPair[], size: number): (readonly BlockPair[])[] {
  const groups = Math.floor(pairs.length / size);
  return Array.from({ length: groups }, (_, group) =>
    pairs.slice(group * size, group === groups - 1 ? pairs.length : (group + 1) * size),
  );
}

function countOf(pool: readonly BlockPair[], side: keyof BlockPair, name: string): number {
  return pool.reduce((total, pair) => total + (pair[side].get(name)?.n ?? 0), 0);
}

function logOf(
  pool: readonly BlockPair[],
  side: keyof BlockPair,
  name: string,
  percentile: number,
): number {
  const [only, ...others] = pool.flatMap((pair) => pair[side].get(name) ?? []);
  const all = others.length === 0 && only !== undefined ? only : mergedOf([only, ...others]);
  return logPercentile(all, percentile);
}

function mergedOf(parts: readonly (Histogram | undefined)[]): Histogram {
  const all = emptyHistogram();
  for (const part of parts) if (part !== undefined) merge(all, part);
  return all;
}

/** Logarithm of a percentile in microseconds; what took less than one counts as one. NaN for an empty histogram. */
export function logPercentile(histogram: Histogram, percentile: number): number {
  return Math.log(Math.max(1, quantile(histogram, percentile) ?? Number.NaN));
}
