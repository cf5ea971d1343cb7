import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import type { MetricSource } from '../../metrics/datapoint.ts';
import { singleMetric } from '../evaluation/settings.ts';

/**
 * Knows when an evaluation can be left out, because neither this range nor the one before it held a single sample: most
 * metrics of most alarms are silent most of the time.
 */
export interface Quiet {
  /** Whether nothing was published in the `seconds` until `until`, milliseconds since 1970. */
  readonly noneUntil: (until: number, seconds: number) => boolean;
}

/** Undefined for metric math, which gives values where no metric has any: TIME_SERIES(1), FILL(m1, 0). */
export function createQuiet(alarm: MetricAlarm, source: MetricSource): Quiet | undefined {
  const metric = singleMetric(alarm);
  if (metric === undefined) return undefined;
  const samples = { ...metric, stat: 'SampleCount' };
  return {
    noneUntil: (until, seconds) =>
      source.datapoint(samples, until - seconds * 1000, seconds) === undefined,
  };
}
