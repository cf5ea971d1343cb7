import { countFrom } from '../../core/statistics/count-from.ts';
import {
  type Histogram,
  clear,
  emptyHistogram,
  quantile,
} from '../../core/statistics/histogram.ts';
import type { Period } from '../evidence/period.ts';
import {
  type RequestTable,
  answered,
  countOf,
  durations,
  everyOutcome,
} from '../evidence/request-table.ts';
import { type Indicator, type Percentile, indicators, percentiles } from './result.ts';

/** What leaves an error budget that windows can spend. */
export type BudgetIndicator = Percentile | 'errorRate';

export interface Observation {
  readonly samples: number;
  /** Milliseconds, or a fraction; undefined without samples. */
  readonly value: number | undefined;
  /** Fraction of the samples that failed, or were no faster than the limit (exact to 0.5 % of the limit). */
  readonly bad: number;
}

/**
 * What an indicator says of some request names in some periods, and which fraction of them was beyond its limit.
 * @param scratch a histogram to work with, which keeps its room: a day has tens of thousands of windows
 */
export function observe(
  table: RequestTable,
  names: readonly string[],
  { indicator, limit }: { readonly indicator: BudgetIndicator; readonly limit: number },
  periods: readonly Period[],
  scratch: Histogram = emptyHistogram(),
): Observation {
  if (indicator === 'errorRate') {
    const samples = countOf(table, names, everyOutcome, periods);
    const failed = countOf(table, names, ['failed'], periods);
    return samples > 0
      ? { samples, value: failed / samples, bad: failed / samples }
      : { samples, value: undefined, bad: 0 };
  }
  clear(scratch);
  const histogram = durations(table, names, answered, periods, scratch);
  const micros = quantile(histogram, percentiles[indicator]);
  if (micros === undefined) return { samples: 0, value: undefined, bad: 0 };
  const bad = countFrom(histogram, limit * 1000) / histogram.n;
  return { samples: histogram.n, value: micros / 1000, bad };
}

/** Fewest samples that an indicator is judged by; see `minimumSamples` of the objectives. */
export function fewestSamples(indicator: BudgetIndicator, minimum: number | undefined): number {
  if (indicator === 'errorRate') return 1;
  return minimum ?? Math.max(20, Math.ceil(1 / (1 - percentiles[indicator]) - 1e-9));
}

/** A floor must be reached. A limit of 0 failures is met by 0; every other limit must be stayed below. */
export function meets(value: number, limit: number, indicator?: Indicator): boolean {
  if (indicator !== undefined && 'isFloor' in indicators[indicator]) return value >= limit;
  return limit === 0 ? value === 0 : value < limit;
}
