import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, criticalAlarm, filter, findingsOf } from '../testing/samples.ts';
import { stuckAlarm as rule } from './stuck-alarm.ts';

const { accepts, finds } = casesOf(rule);

const ignoring = { treatMissingData: 'ignore' } as const;
const elb = {
  namespace: 'AWS/ApplicationELB',
  metricName: 'HTTPCode_ELB_5XX_Count',
  dimensions: { LoadBalancer: 'app/pms/50dc6c495c0c9188' },
  stat: 'Sum',
} as const;
finds(
  'an alarm that nothing brings back',
  [filter(), criticalAlarm(ignoring)],
  'error metric alarm "pms-critical-lines": Every value that Pms Critical ever has is breaching, and the alarm ignores that it has none. It stays in ALARM after the first and never tells again. Set treatMissingData to notBreaching.',
);
it.each([
  [{ comparisonOperator: 'GreaterThanOrEqualToThreshold', threshold: 1 }, {}],
  [{ evaluationPeriods: 5, datapointsToAlarm: 1 }, { stat: 'SampleCount' }],
  [{ threshold: 0.5 }, { stat: 'Maximum' }],
] as const)('stuck-alarm finds it as %j of %j', (change, metric) => {
  expect(
    findingsOf(rule, [filter(), criticalAlarm({ ...ignoring, ...change }, metric)]),
  ).toHaveLength(1);
});
it('stuck-alarm finds it on a count of AWS that leaves zeros out', () => {
  expect(findingsOf(rule, [alarm({ ...ignoring, threshold: 0 }, elb)])).toHaveLength(1);
  expect(findingsOf(rule, [alarm({ ...ignoring, threshold: 5 }, elb)])).toEqual([]);
});
accepts(
  'one that smaller values end',
  [filter(), criticalAlarm({ ...ignoring, threshold: 1 })],
  [filter({}, { defaultValue: 0 }), criticalAlarm(ignoring)],
  [filter({}, { value: '$ms' }), criticalAlarm(ignoring)],
);
it('stuck-alarm accepts one that missing data ends', () => {
  for (const treatMissingData of ['notBreaching', 'missing', 'breaching'] as const)
    expect(findingsOf(rule, [filter(), criticalAlarm({ treatMissingData })])).toEqual([]);
});
