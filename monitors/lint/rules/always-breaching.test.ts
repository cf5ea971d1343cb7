import { describe, expect, it } from 'vitest';
import { alarm, criticalAlarm, filter, findingsOf } from '../testing/samples.ts';
import { alwaysBreaching as rule } from './always-breaching.ts';

describe('always-breaching', () => {
  it('finds a count that is at least zero', () => {
    const wrong = criticalAlarm({
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: 0,
    });
    expect(findingsOf(rule, [filter(), wrong])).toMatchInlineSnapshot(`
      [
        "error metric alarm "pms-critical-lines": Sum of Pms Critical is always >= 0. A sum of values that are never negative is not negative. As long as there is data, the alarm is in ALARM.",
      ]
    `);
  });
  it('finds a percentage that is at most 100', () => {
    const wrong = alarm({ comparisonOperator: 'LessThanOrEqualToThreshold', threshold: 100 });
    expect(findingsOf(rule, [wrong])).toMatchInlineSnapshot(`
      [
        "error metric alarm "api-cpu": Average of AWS/ECS CPUUtilization is always <= 100. Its values lie between 0 and 100 (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html). As long as there is data, the alarm is in ALARM.",
      ]
    `);
  });
  it('accepts a comparison that some values pass', () => {
    const right = alarm({ comparisonOperator: 'GreaterThanOrEqualToThreshold', threshold: 100 });
    expect(findingsOf(rule, [right, filter(), criticalAlarm()])).toEqual([]);
  });
  it('says nothing of metrics that it does not know', () => {
    const unknown = criticalAlarm(
      { comparisonOperator: 'GreaterThanOrEqualToThreshold' },
      { stat: 'Average', metricName: 'Other' },
    );
    expect(findingsOf(rule, [unknown])).toEqual([]);
  });
});
