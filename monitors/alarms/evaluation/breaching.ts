import type { ComparisonOperator } from '../../definitions/metric-alarm.ts';

/** What a value is held against: a threshold, or an anomaly band at the value's time. */
export type Limits = number | { readonly lower: number; readonly upper: number };

/**
 * Whether a value breaches: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html,
 * "ComparisonOperator". The last three operators take a band, the first four a threshold; with the other kind nothing
 * breaches.
 */
export function isBreaching(operator: ComparisonOperator, value: number, limits: Limits): boolean {
  if (typeof limits === 'number') {
    switch (operator) {
      case 'GreaterThanOrEqualToThreshold':
        return value >= limits;
      case 'GreaterThanThreshold':
        return value > limits;
      case 'LessThanThreshold':
        return value < limits;
      case 'LessThanOrEqualToThreshold':
        return value <= limits;
      default:
        return false;
    }
  }
  const low = value < limits.lower;
  const high = value > limits.upper;
  if (operator === 'LessThanLowerThreshold') return low;
  if (operator === 'GreaterThanUpperThreshold') return high;
  return operator === 'LessThanLowerOrGreaterThanUpperThreshold' && (low || high);
}
