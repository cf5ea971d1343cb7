import { knownError } from '../../../core/errors.ts';
import { nameOf } from '../../definitions/definition.ts';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';

/**
 * Throws `bad-value` where an alarm's numbers are none that CloudWatch takes and an evaluation would mean nothing.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function checkAlarm(alarm: MetricAlarm, period: number): void {
  const { evaluationPeriods, datapointsToAlarm = evaluationPeriods } = alarm;
  const check = (what: string, value: number, fits: boolean, expected: string) => {
    if (fits) return;
    const given = String(value);
    throw knownError('bad-value', { what: `The ${what} of ${nameOf(alarm)}`, given, expected });
  };
  check(
    'number of evaluation periods',
    evaluationPeriods,
    isWhole(evaluationPeriods),
    'a whole number, 1 or more',
  );
  check(
    'number of datapoints to alarm',
    datapointsToAlarm,
    isWhole(datapointsToAlarm) && datapointsToAlarm <= evaluationPeriods,
    `a whole number from 1 to ${evaluationPeriods}, the evaluation periods`,
  );
  check(
    'period',
    period,
    isWhole(period) && (period % 60 === 0 || [10, 20, 30].includes(period)),
    '10, 20, 30 or a multiple of 60 seconds',
  );
}

function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}
