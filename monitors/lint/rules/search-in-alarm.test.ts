import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, findingsOf } from '../testing/samples.ts';
import { searchInAlarm as rule } from './search-in-alarm.ts';

const { accepts } = casesOf(rule);

it('search-in-alarm finds SEARCH', () => {
  const expression = "MAX(SEARCH('{AWS/RDS,DBInstanceIdentifier} CPUUtilization', 'Average', 60))";
  expect(findingsOf(rule, [alarm({ metric: [{ id: 'm', expression, period: 60 }] })])).toEqual([
    'error metric alarm "api-cpu": Its query "m" uses SEARCH, which alarms do not support. List the metrics, or use a Metrics Insights query, which finds new resources by itself: SELECT MAX(CPUUtilization) FROM SCHEMA("AWS/RDS", DBInstanceIdentifier).',
  ]);
});
accepts('Metrics Insights', [
  alarm({
    metric: [
      {
        id: 'm',
        expression: 'SELECT MAX(CPUUtilization) FROM SCHEMA("AWS/RDS", DBInstanceIdentifier)',
        period: 60,
      },
    ],
  }),
]);
