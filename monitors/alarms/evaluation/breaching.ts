import type { ComparisonOperator } from '../../definitions/metric-alarm.ts';

/** What a value is held against: a threshold, or an anomaly band at the value's time. */
export type Limits = number | { readonly lower: number; readonly upper: number };

type Comparison = (value: number, limit: number) => boolean;

const withThreshold: Readonly<Partial<Record<ComparisonOperator, Comparison>>> = {
  GreaterThanOrEqualToThreshold: (value, limit) => value >= limit,
  GreaterThanThreshold: (value, limit) => value > limit,
  LessThanThreshold: (value, limit) => value < limit,
  LessThanOrEqualToThreshold: (value, limit) => value <= limit,
};

/**
 * Whether a value breaches: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html,
 * "ComparisonOperator". The last three operators take a band, the first four a threshold; with the other kind nothing
 * breaches.
 */
export function isBreaching(operator: ComparisonOperator, value: number, limits: Limits): boolean {
  if (typeof limits === 'number') return withThreshold[operator]?.(value, limits) ?? false;
  const low = value < limits.lower;
  const high = value > limits.upper;
  if (operator === 'LessThanLowerThreshold') return low;
  if (operator === 'GreaterThanUpperThreshold') return high;
  return operator === 'LessThanLowerOrGreaterThanUpperThreshold' && (low || high);
}
