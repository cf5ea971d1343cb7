import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { criticalAlarm, filter, findingsOf } from '../testing/samples.ts';
import { percentileOfNegative as rule } from './percentile-of-negative.ts';

const { finds } = casesOf(rule);

const watch = criticalAlarm({}, { stat: 'p99' });

finds(
  'a percentile of a metric with a negative default',
  [filter({}, { defaultValue: -1 }), watch],
  'warning metric alarm "pms-critical-lines": It uses p99 of Pms Critical, which metric filter "pms-critical" can make negative. CloudWatch has no percentiles of a metric as soon as one of its values is negative. Publish the absolute value, or use Maximum.',
);
finds(
  'a percentile of a field that runs both ways',
  [filter({ pattern: '{ $.clockDrift = * }' }, { value: '$.clockDrift' }), watch],
  1,
);
it('percentile-of-negative accepts a percentile of a latency, and the Maximum of a drift', () => {
  const latency = filter({ pattern: '{ $.latency = * }' }, { value: '$.latency' });
  expect(findingsOf(rule, [latency, watch])).toEqual([]);
  const drift = filter({ pattern: '{ $.clockDrift = * }' }, { value: '$.clockDrift' });
  expect(findingsOf(rule, [drift, criticalAlarm({}, { stat: 'Maximum' })])).toEqual([]);
});
