import { quantile } from '../../core/statistics/histogram.ts';
import type { Period } from '../evidence/period.ts';
import {
  type RequestTable,
  answered,
  countOf,
  durations,
  everyOutcome,
} from '../evidence/request-table.ts';
import { type Indicator, percentiles } from './result.ts';

export interface Observation {
  readonly samples: number;
  /** Milliseconds, or a fraction; undefined without samples. */
  readonly value: number | undefined;
}

/** What an indicator says of some request names in a period. */
export function observe(
  table: RequestTable,
  names: readonly string[],
  indicator: Indicator,
  period: Period,
): Observation {
  if (indicator === 'errorRate') {
    const samples = countOf(table, names, everyOutcome, period);
    const failed = countOf(table, names, ['failed'], period);
    return { samples, value: samples > 0 ? failed / samples : undefined };
  }
  const histogram = durations(table, names, answered, period);
  const micros = quantile(histogram, percentiles[indicator]);
  return { samples: histogram.n, value: micros === undefined ? undefined : micros / 1000 };
}

/** Fewest samples that an indicator is judged by; see `minimumSamples` of the objectives. */
export function fewestSamples(indicator: Indicator, minimum: number | undefined): number {
  if (indicator === 'errorRate') return 1;
  return minimum ?? Math.max(20, Math.ceil(1 / (1 - percentiles[indicator]) - 1e-9));
}

/** A limit of 0 failures is met by 0; every other limit must be stayed below. */
export function meets(value: number, limit: number): boolean {
  return limit === 0 ? value === 0 : value < limit;
}
