import type { MetricStat } from '../definitions/metric.ts';

/** One period of one statistic. */
export interface Datapoint {
  readonly value: number;
  /** How many observations it rests on: a percentile of few may not be evaluated. */
  readonly sampleCount: number;
}

/** What a metric math expression or an alarm may ask for. Times are milliseconds since 1970. */
export interface MetricSource {
  /** The statistic over `[start, start + seconds)`; undefined where nothing was published. */
  readonly datapoint: (metric: MetricStat, start: number, seconds: number) => Datapoint | undefined;
}

/** One value of each of some periods, oldest first; null where there is none. */
export type Series = readonly (number | null)[];
