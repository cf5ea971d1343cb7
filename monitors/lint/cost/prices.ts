/**
 * Dollars a month in us-east-1, first tier, without the free tier; other regions differ by little.
 * https://aws.amazon.com/cloudwatch/pricing/
 */
export const prices = {
  /** When these were read. */
  date: '2026-11-22',
  /** For each metric that a metric alarm looks at. */
  alarmMetric: 0.1,
  /** The same, with a period under a minute. */
  highResolutionAlarmMetric: 0.3,
  /** An anomaly band counts as two metrics more. */
  anomalyBandMetrics: 2,
  compositeAlarm: 0.5,
  customMetric: 0.3,
  dashboard: 3,
} as const;

/** How many values a dimension of a metric filter is taken to have, since nobody can know. */
export const assumedValues = 10;
