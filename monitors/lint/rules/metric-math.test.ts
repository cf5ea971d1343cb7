import { expect, it } from 'vitest';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import type { MetricQuery } from '../../definitions/metric.ts';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, findingsOf } from '../testing/samples.ts';
import { metricMath as rule } from './metric-math.ts';

const { accepts, finds } = casesOf(rule);

const errors: MetricQuery = {
  id: 'e',
  metric: { namespace: 'Pms', metricName: 'Errors', stat: 'Sum', period: 60 },
  returnData: false,
};
const math = (...expressions: MetricQuery[]): MetricAlarm =>
  alarm({ metric: [errors, ...expressions] });

it('metric-math shows where an expression breaks off', () => {
  expect(findingsOf(rule, [math({ id: 'r', expression: 'e / ' })])).toMatchInlineSnapshot(`
    [
      "error metric alarm "api-cpu": In its metric math, the expression ends here. line 1, column 5: the expression ends here. Expected a metric id, a number, a function or "(".
      e / 
          ^",
    ]
  `);
});
it('metric-math finds an id that no query has', () => {
  expect(findingsOf(rule, [math({ id: 'r', expression: 'e / requests' })])).toMatchInlineSnapshot(`
    [
      "error metric alarm "api-cpu": In its metric math, no query has the id "requests". line 1, column 5: no query has the id "requests". Expected the id of another query.
      e / requests
          ^",
    ]
  `);
});
finds(
  'two queries that return data',
  [math({ id: 'r', expression: 'e / 2' }, { id: 's', expression: 'e / 3' })],
  'error metric alarm "api-cpu": In its metric math, "r", "s" return data. Expected exactly one query with returnData.',
);
it('metric-math finds different periods', () => {
  const metric = { namespace: 'Pms', metricName: 'Requests', stat: 'Sum', period: 300 };
  const wrong = math({ id: 'n', metric, returnData: false }, { id: 'r', expression: 'e / n' });
  expect(findingsOf(rule, [wrong])).toHaveLength(1);
});
finds('a scalar', [math({ id: 'r', expression: 'AVG(e)' })], 1);
accepts('a ratio', [math({ id: 'r', expression: '100 * e / FILL(e, 1)' })]);
