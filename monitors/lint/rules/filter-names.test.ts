import { describe, expect, it } from 'vitest';
import { filter, findingsOf } from '../testing/samples.ts';
import { filterNames as rule } from './filter-names.ts';

describe('filter-names', () => {
  it('finds a colon in a metric name', () => {
    expect(findingsOf(rule, [filter({}, { metricName: 'Pms:Critical' })])).toMatchInlineSnapshot(`
      [
        "error metric filter "pms-critical": Its metric name "Pms:Critical" holds ":", which is not allowed there. PutMetricFilter documents these limits.",
      ]
    `);
  });
  it.each([
    [{ name: 'a*b' }, {}],
    [{ name: '' }, {}],
    [{ name: 'x'.repeat(513) }, {}],
    [{}, { metricName: 'cost in $' }],
    [{}, { metricName: 'x'.repeat(256) }],
    [{}, { namespace: 'Pms*' }],
    [{}, { namespace: 'AWS/Pms' }],
  ])('finds %j %j', (change, transformation) => {
    expect(findingsOf(rule, [filter(change, transformation)])).toHaveLength(1);
  });
  it('accepts other signs, and the longest names', () => {
    const right = filter(
      { name: `$${'x'.repeat(511)}` },
      { namespace: 'A.B-c_d/1#2', metricName: 'x'.repeat(255) },
    );
    expect(findingsOf(rule, [right])).toEqual([]);
  });
});
