import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import type { Period } from '../windows/sliding.ts';
import { isBreaching, type Limits } from './breaching.ts';
import type { Point } from '../windows/points.ts';

/** A period's value held against the limits; a value that cannot be compared, because the band is missing, is missing. */
export function pointOf(
  { comparisonOperator }: MetricAlarm,
  { start, seconds }: Period,
  value: number | undefined,
  sampleCount: number,
  limits: Limits | undefined,
): Point {
  if (value === undefined || limits === undefined)
    return { start, seconds, breaching: false, sampleCount };
  const breaching = isBreaching(comparisonOperator, value, limits);
  const point = { start, seconds, value, breaching, sampleCount };
  if (typeof limits === 'number') return point;
  return { ...point, band: { lower: limits.lower, upper: limits.upper } };
}
