import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, findingsOf } from '../testing/samples.ts';
import { invertedComparison as rule } from './inverted-comparison.ts';

const { finds } = casesOf(rule);

finds(
  'memory utilization that is at most 80 percent',
  [
    alarm(
      { comparisonOperator: 'LessThanOrEqualToThreshold' },
      { namespace: 'ECS/ContainerInsights', metricName: 'TaskMemoryUtilization' },
    ),
  ],
  'warning metric alarm "api-cpu": It fires while ECS/ContainerInsights TaskMemoryUtilization is <= 80, which is normal. A high value means trouble here. (AWS\'s list of recommended alarms has such rows for memory utilization.)',
);
finds(
  'free memory that is above a threshold',
  [alarm({ threshold: 1e9 }, { namespace: 'AWS/RDS', metricName: 'FreeableMemory' })],
  1,
);
it('inverted-comparison accepts high utilization, low free memory, and an idle service', () => {
  const low = { comparisonOperator: 'LessThanThreshold' } as const;
  const right = [
    alarm(),
    alarm({ ...low, threshold: 1e9 }, { namespace: 'AWS/RDS', metricName: 'FreeableMemory' }),
    alarm({ ...low, threshold: 5 }),
  ];
  expect(findingsOf(rule, right)).toEqual([]);
});
