import { parseStatistic, simpleStatistics } from '../../metrics/statistics/statistic.ts';
import type { StatisticPattern } from '../catalog/metric-facts.ts';

/** The statistics that are written without a number. */
export const plainStatistics: readonly string[] = [...simpleStatistics, 'IQM'];

/** The percentile of `p99.9`: 99.9. Undefined for other statistics. */
export function percentileOf(stat: string): number | undefined {
  const statistic = parseStatistic(stat);
  return statistic?.kind === 'percentile' ? statistic.percent : undefined;
}

/** How a statistic is related to one observation: it is one of them, or their number, their sum, or a share of them. */
export function measureOf(stat: string): 'observation' | 'count' | 'sum' | 'share' | undefined {
  const statistic = parseStatistic(stat);
  if (statistic === undefined) return undefined;
  switch (statistic.kind) {
    case 'SampleCount':
    case 'trimmed-count':
      return 'count';
    case 'Sum':
    case 'trimmed-sum':
      return 'sum';
    case 'percentile-rank':
      return 'share';
    case 'Average':
    case 'Minimum':
    case 'Maximum':
    case 'percentile':
    case 'trimmed-mean':
    case 'winsorized-mean':
      break;
  }
  return 'observation';
}

/** Whether a statistic is among those of a list, in which `percentile` stands for all of its kind. */
export function isOneOf(stat: string, patterns: readonly StatisticPattern[]): boolean {
  const wanted = percentileOf(stat) === undefined ? stat : 'percentile';
  return patterns.some((pattern) => pattern === wanted);
}
