import type { Random } from '../../core/seeded-random.ts';
import { blockLengths } from '../../core/statistics/bootstrap/block-length.ts';
import { bootstrapQuantiles } from '../../core/statistics/bootstrap/bootstrap.ts';
import { stationaryBlocks } from '../../core/statistics/bootstrap/resample.ts';
import { type Counted, poolOf } from '../../core/statistics/bootstrap/seconds-pool.ts';
import type { TrendLine } from '../../core/statistics/histogram-line.ts';
import { quantile } from '../../core/statistics/histogram.ts';
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
  const pool = poolOf(slots, countedOf(lines, period.from));
  const block = Math.max(
    ...percentiles.map((q) => blockLengths(logSeries(lines, q))?.stationary ?? 1),
  );
  const resampling = stationaryBlocks(Math.max(1, Math.min(block, longestBlock * slots)));
  return bootstrapQuantiles(pool, percentiles, { resampling, rounds, random }).map((replicates) =>
    variance(replicates.map((value) => Math.log(Math.max(1, value)))),
  );
}

function countedOf(lines: readonly TrendLine[], from: number): Counted[] {
  return lines.flatMap(({ t, b }) =>
    b.map(([bucket, count]) => ({ part: t - from, value: bucketValue(bucket), count })),
  );
}

/** The percentile of each slot that has requests, in order. */
function logSeries(lines: readonly TrendLine[], q: number): number[] {
  const slots = Map.groupBy(lines, ({ t }) => t);
  return [...slots]
    .toSorted(([a], [b]) => a - b)
    .map(([, group]) => Math.log(Math.max(1, quantile(pooled(group), q) ?? 1)));
}
