import { describe, expect, it } from 'vitest';
import type { Point } from '../windows/points.ts';
import { datapointDate, longDate, messageDate } from './dates.ts';
import { javaNumber } from './number.ts';
import { insufficientReason, thresholdReason, type ReasonSettings } from './threshold.ts';

const first = Date.UTC(2019, 9, 2, 16, 59);
const settings: ReasonSettings = {
  comparisonOperator: 'GreaterThanThreshold',
  threshold: 50,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  treatMissingData: 'missing',
};
const points = (...values: number[]): Point[] =>
  values.map((value, index) => ({
    start: first + index * 60_000,
    seconds: 60,
    value,
    breaching: value > 50,
    sampleCount: 1,
  }));

describe('a reason, in the words of CloudWatch', () => {
  it('names the datapoints that crossed, and how many are needed', () => {
    expect(thresholdReason('ALARM', points(99.50160229693434), 0, settings)).toBe(
      'Threshold Crossed: 1 out of the last 1 datapoints [99.50160229693434 (02/10/19 16:59:00)] was greater than the threshold (50.0) (minimum 1 datapoint for OK -> ALARM transition).',
    );
    expect(thresholdReason('OK', points(0.0666851903306472), 0, settings)).toBe(
      'Threshold Crossed: 1 out of the last 1 datapoints [0.0666851903306472 (02/10/19 16:59:00)] was not greater than the threshold (50.0) (minimum 1 datapoint for ALARM -> OK transition).',
    );
  });

  it('is shorter for an alarm that does not say how many datapoints it takes', () => {
    expect(
      thresholdReason('ALARM', points(60, 70), 0, {
        ...settings,
        evaluationPeriods: 2,
        datapointsToAlarm: undefined,
      }),
    ).toBe(
      'Threshold Crossed: 2 datapoints [70.0 (02/10/19 17:00:00), 60.0 (02/10/19 16:59:00)] were greater than the threshold (50.0).',
    );
  });

  it('shows the five most recent of many', () => {
    expect(
      thresholdReason('ALARM', points(51, 52, 53, 54, 55, 56), 0, {
        ...settings,
        evaluationPeriods: 6,
        datapointsToAlarm: 6,
      }),
    ).toBe(
      'Threshold Crossed: 6 out of the last 6 datapoints were greater than the threshold (50.0). The most recent datapoints which crossed the threshold: [56.0 (02/10/19 17:04:00), 55.0 (02/10/19 17:03:00), 54.0 (02/10/19 17:02:00), 53.0 (02/10/19 17:01:00), 52.0 (02/10/19 17:00:00)] (minimum 6 datapoints for OK -> ALARM transition).',
    );
  });

  it('counts for OK as many datapoints as keep the alarm from firing', () => {
    expect(
      thresholdReason('OK', points(1, 60, 2, 60, 3), 0, {
        ...settings,
        evaluationPeriods: 5,
        datapointsToAlarm: 3,
      }),
    ).toBe(
      'Threshold Crossed: 3 out of the last 5 datapoints [3.0 (02/10/19 17:03:00), 2.0 (02/10/19 17:01:00), 1.0 (02/10/19 16:59:00)] were not greater than the threshold (50.0) (minimum 3 datapoints for ALARM -> OK transition).',
    );
  });

  it('says how missing datapoints were treated', () => {
    const breaching = {
      ...settings,
      evaluationPeriods: 2,
      datapointsToAlarm: undefined,
      treatMissingData: 'breaching',
    } as const;
    expect(thresholdReason('ALARM', [], 2, breaching)).toBe(
      'Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [Breaching].',
    );
    expect(thresholdReason('OK', [], 1, { ...breaching, treatMissingData: 'notBreaching' })).toBe(
      'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].',
    );
    expect(thresholdReason('ALARM', points(60), 1, breaching)).toBe(
      'Threshold Crossed: 1 datapoint [60.0 (02/10/19 16:59:00)] was greater than the threshold (50.0) and 1 missing datapoint was treated as [Breaching].',
    );
    expect(
      thresholdReason('OK', points(60), 2, {
        ...settings,
        evaluationPeriods: 3,
        datapointsToAlarm: 3,
        treatMissingData: 'notBreaching',
      }),
    ).toBe(
      'Threshold Crossed: 2 missing datapoints were treated as [NonBreaching] (minimum 1 datapoint for ALARM -> OK transition).',
    );
    expect([insufficientReason(1), insufficientReason(3)]).toEqual([
      'Insufficient Data: 1 datapoint was unknown.',
      'Insufficient Data: 3 datapoints were unknown.',
    ]);
  });

  it('shows the anomaly band beside the datapoints', () => {
    const band = { lower: 0.020599444741798756, upper: 0.3006915352732461 };
    const outside = points(0).map((point) => ({ ...point, breaching: true, band }));
    const anomaly = {
      ...settings,
      threshold: undefined,
      comparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold',
    } as const;
    expect(thresholdReason('ALARM', outside, 0, anomaly)).toBe(
      'Thresholds Crossed: 1 out of the last 1 datapoints [0.0 (02/10/19 16:59:00)] was less than the lower thresholds [0.020599444741798756] or greater than the upper thresholds [0.3006915352732461] (minimum 1 datapoint for OK -> ALARM transition).',
    );
    const inside = outside.map((point) => ({ ...point, breaching: false }));
    expect(thresholdReason('OK', inside, 0, anomaly)).toBe(
      'Thresholds Crossed: 1 out of the last 1 datapoints [0.0 (02/10/19 16:59:00)] was not less than the lower thresholds [0.020599444741798756] or not greater than the upper thresholds [0.3006915352732461] (minimum 1 datapoint for ALARM -> OK transition).',
    );
  });

  it.each([
    [0, '0.0'],
    [-0, '-0.0'],
    [45_628, '45628.0'],
    [9_999_999, '9999999.0'],
    [1e7, '1.0E7'],
    [12_345_678.9, '1.23456789E7'],
    [0.001, '0.001'],
    [0.000_95, '9.5E-4'],
    [-1e-10, '-1.0E-10'],
    [1e21, '1.0E21'],
  ])('writes %s as Java does: %s', (value, text) => {
    expect(javaNumber(value)).toBe(text);
  });

  it('writes dates in three ways', () => {
    const at = Date.UTC(2023, 7, 4, 12, 54, 46, 138);
    expect(datapointDate(at)).toBe('04/08/23 12:54:46');
    expect(longDate(at)).toBe('Friday 04 August, 2023 12:54:46 UTC');
    expect(messageDate(at)).toBe('2023-08-04T12:54:46.138+0000');
  });
});
