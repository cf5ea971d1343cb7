import { describe, expect, it } from 'vitest';
import { alarm, criticalAlarm, filter, findingsOf } from '../testing/samples.ts';
import { highResolutionPeriod as rule } from './high-resolution-period.ts';

describe('high-resolution-period', () => {
  it('finds ten seconds on a metric of AWS', () => {
    expect(findingsOf(rule, [alarm({}, { period: 10 })])).toMatchInlineSnapshot(`
      [
        "error metric alarm "api-cpu": It looks at AWS/ECS CPUUtilization every 10 seconds, but there is one datapoint a minute. Most periods are empty, and the alarm falls into INSUFFICIENT_DATA. It also costs three times as much. Set the period to 60; only metrics published with a StorageResolution of 1 have more datapoints.",
      ]
    `);
  });
  it('finds thirty seconds on a metric filter', () => {
    expect(findingsOf(rule, [filter(), criticalAlarm({}, { period: 30 })])).toHaveLength(1);
  });
  it('accepts ten seconds on a metric of the application', () => {
    expect(
      findingsOf(rule, [criticalAlarm({}, { period: 10 }), alarm({}, { period: 60 })]),
    ).toEqual([]);
  });
});
