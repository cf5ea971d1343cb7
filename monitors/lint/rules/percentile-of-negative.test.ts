import { describe, expect, it } from 'vitest';
import { criticalAlarm, filter, findingsOf } from '../testing/samples.ts';
import { percentileOfNegative as rule } from './percentile-of-negative.ts';

describe('percentile-of-negative', () => {
  const watch = criticalAlarm({}, { stat: 'p99' });

  it('finds a percentile of a metric with a negative default', () => {
    expect(findingsOf(rule, [filter({}, { defaultValue: -1 }), watch])).toMatchInlineSnapshot(`
      [
        "warning metric alarm "pms-critical-lines": It uses p99 of Pms Critical, which metric filter "pms-critical" can make negative. CloudWatch has no percentiles of a metric as soon as one of its values is negative. Publish the absolute value, or use Maximum.",
      ]
    `);
  });
  it('finds a percentile of a field that runs both ways', () => {
    const drift = filter({ pattern: '{ $.clockDrift = * }' }, { value: '$.clockDrift' });
    expect(findingsOf(rule, [drift, watch])).toHaveLength(1);
  });
  it('accepts a percentile of a latency, and the Maximum of a drift', () => {
    const latency = filter({ pattern: '{ $.latency = * }' }, { value: '$.latency' });
    expect(findingsOf(rule, [latency, watch])).toEqual([]);
    const drift = filter({ pattern: '{ $.clockDrift = * }' }, { value: '$.clockDrift' });
    expect(findingsOf(rule, [drift, criticalAlarm({}, { stat: 'Maximum' })])).toEqual([]);
  });
});
