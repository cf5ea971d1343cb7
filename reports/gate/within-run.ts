import type { Random } from '../../core/seeded-random.ts';
import { blockLengths } from '../../core/statistics/bootstrap/block-length.ts';
import { bootstrapQuantiles } from '../../core/statistics/bootstrap/bootstrap.ts';
import { stationaryBlocks } from '../../core/statistics/bootstrap/resample.ts';
import { poolOf } from '../../core/statistics/bootstrap/seconds-pool.ts';
import type { TrendLine } from '../../core/statistics/histogram-line.ts';
import { quantile, quantileOfLine } from '../../core/statistics/histogram.ts';
import { bucketValue } from '../../core/statistics/log-buckets.ts';
import { variance } from '../../core/statistics/sample.ts';
import { pooled } from './run-blocks.ts';

/** Resamples; the standard deviation of the variance found is then 10 % of it. */
const rounds = 200;
/** Blocks of more than this share of a run would leave too few different resamples. */
const longestBlock = 0.1;

/**
 * How much the logarithm of a run's percentile varies by what happened within the run alone: variance over a stationary
 * bootstrap of its slots, with blocks as long as the slots' percentiles ask for, of at most a tenth of the run.
 * One for each percentile.
 * @param period the slots of the run, those without a request included
 */
export function withinRunVariances(
  lines: readonly TrendLine[],
  percentiles: readonly number[],
  period: { readonly from: number; readonly to: number },
  random: Random,
): number[] {
  const slots = period.to - period.from;
  // By buckets, which are in the order of their durations.
  const counted = lines.map(({ t, b }) => ({ part: t - period.from, pairs: b }));
  const pool = poolOf(slots, counted);
  const bySlot = [...Map.groupBy(lines, ({ t }) => t)].toSorted(([a], [b]) => a - b);
  const block = Math.max(
    ...percentiles.map((q) => blockLengths(logSeries(bySlot, q))?.stationary ?? 1),
  );
  const resampling = stationaryBlocks(Math.max(1, Math.min(block, longestBlock * slots)));
  return bootstrapQuantiles(pool, percentiles, { resampling, rounds, random }).map((replicates) =>
    variance(replicates.map((bucket) => Math.log(Math.max(1, bucketValue(bucket))))),
  );
}

/** The percentile of each slot that has requests, in order. */
function logSeries(
  slots: readonly (readonly [number, readonly TrendLine[]])[],
  q: number,
): number[] {
  return slots.map(([, [first, ...more]]) => {
    if (first === undefined) return 0;
    const value =
      more.length === 0 ? quantileOfLine(first, q) : quantile(pooled([first, ...more]), q);
    return Math.log(Math.max(1, value ?? 1));
  });
}
