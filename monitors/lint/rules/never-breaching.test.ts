import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, criticalAlarm, filter, findingsOf } from '../testing/samples.ts';
import { neverBreaching as rule } from './never-breaching.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'a percentage above 100',
  [
    alarm(
      { threshold: 100 },
      { namespace: 'AWS/RDS', dimensions: { DBInstanceIdentifier: 'pms-1' } },
    ),
  ],
  'error metric alarm "api-cpu": Average of AWS/RDS CPUUtilization is never > 100. Its values lie between 0 and 100 (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html). Check the unit: a ratio may be meant, or a percentage.',
);
finds(
  'a percentage where a ratio is published',
  [alarm({ threshold: 5 }, { namespace: 'AWS/SES', metricName: 'Reputation.BounceRate' })],
  1,
);
it('never-breaching finds it in the one metric of a list of queries, and not in one that an expression is made of', () => {
  const metric = {
    namespace: 'AWS/SES',
    metricName: 'Reputation.BounceRate',
    stat: 'Average',
    period: 60,
  };
  expect(findingsOf(rule, [alarm({ threshold: 5, metric: [{ id: 'm', metric }] })])).toHaveLength(
    1,
  );
  const percent = [
    { id: 'm', metric, returnData: false },
    { id: 'p', expression: '100 * m' },
  ];
  expect(findingsOf(rule, [alarm({ threshold: 5, metric: percent })])).toEqual([]);
});
it('never-breaching only warns where more is possible after all', () => {
  expect(findingsOf(rule, [alarm({ threshold: 120 })])).toEqual([
    'warning metric alarm "api-cpu": Average of AWS/ECS CPUUtilization is never > 120. Its values lie between 0 and 100 (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html). More is possible only on EC2, where a task can burst over its reservation.',
  ]);
});
finds(
  'the Average of lines that are counted as one each',
  [filter(), criticalAlarm({ threshold: 5 }, { stat: 'Average' })],
  'error metric alarm "pms-critical-lines": Average of Pms Critical is never > 5. Metric filter "pms-critical" publishes only 1. Sum counts lines; the other statistics describe a single line.',
);
finds(
  'a sum below zero',
  [filter(), criticalAlarm({ comparisonOperator: 'LessThanThreshold', threshold: 0 })],
  1,
);
accepts('a threshold that can be passed', [
  alarm({ threshold: 99 }),
  filter(),
  criticalAlarm({ threshold: 5 }),
]);
