import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, criticalAlarm, filter, findingsOf } from '../testing/samples.ts';
import { alwaysBreaching as rule } from './always-breaching.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'a count that is at least zero',
  [
    filter(),
    criticalAlarm({
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: 0,
    }),
  ],
  'error metric alarm "pms-critical-lines": Sum of Pms Critical is always >= 0. A sum of values that are never negative is not negative. As long as there is data, the alarm is in ALARM.',
);
finds(
  'a percentage that is at most 100',
  [alarm({ comparisonOperator: 'LessThanOrEqualToThreshold', threshold: 100 })],
  'error metric alarm "api-cpu": Average of AWS/ECS CPUUtilization is always <= 100. Its values lie between 0 and 100 (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html). As long as there is data, the alarm is in ALARM.',
);
accepts('a comparison that some values pass', [
  alarm({ comparisonOperator: 'GreaterThanOrEqualToThreshold', threshold: 100 }),
  filter(),
  criticalAlarm(),
]);
it('always-breaching says nothing of metrics that it does not know', () => {
  const unknown = criticalAlarm(
    { comparisonOperator: 'GreaterThanOrEqualToThreshold' },
    { stat: 'Average', metricName: 'Other' },
  );
  expect(findingsOf(rule, [unknown])).toEqual([]);
});
