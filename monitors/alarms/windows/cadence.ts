const day = 86_400;

/** Minute of the hour at which multi-day alarms are evaluated here: that of AWS's example (10:03, 11:03, 12:03). */
export const multiDayMinute = 3;

/**
 * Seconds between two evaluations of an alarm: 10 for a high-resolution one, 3600 for one that looks at more than a day,
 * else 60. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export function cadenceOf(period: number, evaluationPeriods: number): 10 | 60 | 3600 {
  if (period < 60) return 10;
  return period * evaluationPeriods > day ? 3600 : 60;
}

/** Until when an evaluation at `at` considers data: a multi-day alarm only up to the full hour. Milliseconds. */
export function dataUntil(at: number, cadence: number): number {
  const step = cadence * 1000;
  return Math.floor(at / step) * step;
}

/** Whether an alarm of this cadence is evaluated at `at`, milliseconds. */
export function isDue(at: number, cadence: number): boolean {
  return cadence === 3600
    ? at % 3_600_000 === multiDayMinute * 60_000
    : at % (cadence * 1000) === 0;
}
