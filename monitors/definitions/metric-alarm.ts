import type { Actions, Base } from './base.ts';
import type { MetricQuery, MetricStat } from './metric.ts';

export const comparisonOperators = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
  'LessThanLowerOrGreaterThanUpperThreshold',
  'LessThanLowerThreshold',
  'GreaterThanUpperThreshold',
] as const;
export type ComparisonOperator = (typeof comparisonOperators)[number];

export const missingDataTreatments = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;
export type TreatMissingData = (typeof missingDataTreatments)[number];

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export interface MetricAlarm extends Base {
  readonly kind: 'metric-alarm';
  readonly description?: string;
  /** One metric, or the queries of a metric math alarm. */
  readonly metric: MetricStat | readonly MetricQuery[];
  readonly comparisonOperator: ComparisonOperator;
  /** A number, or the id of the query that holds the anomaly band. */
  readonly threshold: number | { readonly metricId: string };
  /** N: how many of the latest datapoints are looked at. */
  readonly evaluationPeriods: number;
  /** M: how many of them must breach. Default: N. */
  readonly datapointsToAlarm?: number;
  /** Default: missing. */
  readonly treatMissingData?: TreatMissingData;
  /** `ignore` keeps the state while a percentile has too few samples. Default: evaluate. */
  readonly evaluateLowSampleCountPercentile?: 'evaluate' | 'ignore';
  /** Periods that begin at the full hour, midnight or Monday in a time zone, instead of sliding with the clock. */
  readonly wallClock?: { readonly timeZone?: string };
  readonly warmUp?: {
    readonly minutes: number;
    /** False: ends as soon as the evaluation window is full. */
    readonly onlyStartEvaluatingAfterwards?: boolean;
  };
  readonly actions?: Actions;
  /** Default: true. */
  readonly actionsEnabled?: boolean;
}

/** Whether the alarm looks at several queries (metric math) instead of one metric. */
export function isMathAlarm(
  alarm: MetricAlarm,
): alarm is MetricAlarm & { readonly metric: readonly MetricQuery[] } {
  return Array.isArray(alarm.metric);
}
