import {
  countOf,
  distributionOf,
  rankOf,
  ranks,
  sumOf,
  valueAtRank,
  type Distribution,
} from './distribution.ts';
import type { Sample } from './sample.ts';
import { needsDistribution, type RangeStatistic, type Statistic } from './statistic.ts';

/**
 * A statistic of a sample, or undefined where CloudWatch has none: of no observations, and percentiles and their kin as
 * soon as a value is negative. Percentiles are observations (nearest rank): p99 is the greatest of the remaining 99 %.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export function computeStatistic(statistic: Statistic, sample: Sample): number | undefined {
  if (sample.count === 0) return undefined;
  if (needsDistribution(statistic)) {
    if (sample.minimum < 0 || sample.values === undefined) return undefined;
    const distribution = distributionOf(sample.values);
    if (statistic.kind === 'percentile')
      return valueAtRank(distribution, Math.max(1, rankOf(statistic.percent, sample.count)));
    return computeRange(statistic, distribution);
  }
  switch (statistic.kind) {
    case 'Average':
      return sample.sum / sample.count;
    case 'Sum':
      return sample.sum;
    case 'Minimum':
      return sample.minimum;
    case 'Maximum':
      return sample.maximum;
    case 'SampleCount':
    default:
      return sample.count;
  }
}

function computeRange(statistic: RangeStatistic, all: Distribution): number | undefined {
  const kept = statistic.percent ? keptByRank(statistic, all) : keptByValue(statistic, all);
  const count = countOf(kept);
  switch (statistic.kind) {
    case 'trimmed-count':
      return count;
    case 'trimmed-sum':
      return sumOf(kept);
    case 'percentile-rank':
      return (count / countOf(all)) * 100;
    case 'trimmed-mean':
      return count === 0 ? undefined : sumOf(kept) / count;
    case 'winsorized-mean':
    default:
      return winsorizedMean(statistic, all, kept);
  }
}

/** `TM(2%:98%)` leaves out the lowest 2 % and the highest 2 % of the observations, rounded down to whole ones. */
function keptByRank({ lower = 0, upper = 100 }: RangeStatistic, all: Distribution): Distribution {
  const count = countOf(all);
  const left = count - rankOf(100 - lower, count);
  return ranks(all, left + 1, rankOf(upper, count));
}

/** Of boundaries that are values, the lower one is left out and the upper one included. */
function keptByValue(
  { lower = -Infinity, upper = Infinity }: RangeStatistic,
  all: Distribution,
): Distribution {
  return all.filter(([value]) => value > lower && value <= upper);
}

/** Values outside the boundaries count as the value at the boundary. */
function winsorizedMean(
  { percent, lower, upper }: RangeStatistic,
  all: Distribution,
  kept: Distribution,
): number | undefined {
  const floor = percent ? kept.at(0)?.[0] : lower;
  const ceiling = percent ? kept.at(-1)?.[0] : upper;
  const clamped = all.map(([value, count]): [number, number] => [
    Math.min(Math.max(value, floor ?? value), ceiling ?? Infinity),
    count,
  ]);
  return sumOf(clamped) / countOf(all);
}
