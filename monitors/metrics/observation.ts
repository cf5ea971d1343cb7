import type { Dimensions } from '../definitions/metric.ts';

/** Values published for a metric, as PutMetricData takes them. */
export interface Observation {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions?: Dimensions;
  readonly value: number;
  /** How often the value was seen. Default: 1. */
  readonly count?: number;
  readonly unit?: string;
  /** The statistic that the value is already, and the only one that it counts for. */
  readonly statistic?: string;
}
