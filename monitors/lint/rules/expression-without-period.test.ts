import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, findingsOf } from '../testing/samples.ts';
import { expressionWithoutPeriod as rule } from './expression-without-period.ts';

const { accepts, finds } = casesOf(rule);

const insights = 'SELECT MAX(CPUUtilization) FROM SCHEMA("AWS/RDS", DBInstanceIdentifier)';

finds(
  'a Metrics Insights query without a period',
  [alarm({ metric: [{ id: 'q', expression: insights }] })],
  'error metric alarm "api-cpu": Its query "q" uses no metric and has no period. Metric math takes its period from its metrics; a Metrics Insights query has none. Set `period`.',
);
accepts('one with a period', [alarm({ metric: [{ id: 'q', expression: insights, period: 60 }] })]);
it('expression-without-period accepts an expression over a metric', () => {
  const metric = { namespace: 'Pms', metricName: 'Errors', stat: 'Sum', period: 60 };
  const queries = [
    { id: 'e', metric, returnData: false },
    { id: 'r', expression: 'e * 2' },
  ];
  expect(findingsOf(rule, [alarm({ metric: queries })])).toEqual([]);
});
