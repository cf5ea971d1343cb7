import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { filter, findingsOf } from '../testing/samples.ts';
import { filterNames as rule } from './filter-names.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'a colon in a metric name',
  [filter({}, { metricName: 'Pms:Critical' })],
  'error metric filter "pms-critical": Its metric name "Pms:Critical" holds ":", which is not allowed there. PutMetricFilter documents these limits.',
);
it.each([
  [{ name: 'a*b' }, {}],
  [{ name: '' }, {}],
  [{ name: 'x'.repeat(513) }, {}],
  [{}, { metricName: 'cost in $' }],
  [{}, { metricName: 'x'.repeat(256) }],
  [{}, { namespace: 'Pms*' }],
  [{}, { namespace: 'AWS/Pms' }],
])('filter-names finds %j %j', (change, transformation) => {
  expect(findingsOf(rule, [filter(change, transformation)])).toHaveLength(1);
});
accepts('other signs, and the longest names', [
  filter(
    { name: `$${'x'.repeat(511)}` },
    { namespace: 'A.B-c_d/1#2', metricName: 'x'.repeat(255) },
  ),
]);
