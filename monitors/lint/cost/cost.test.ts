import { describe, expect, it } from 'vitest';
import type { Definition } from '../../definitions/definition.ts';
import { lintContext } from '../rule/context.ts';
import { costOf } from './cost.ts';
import { alarm, composite, cpu, dashboard, filter, setOf } from '../testing/samples.ts';

const cost = (...definitions: Definition[]): number =>
  costOf(lintContext(setOf(definitions))).dollars;
const math = [
  { id: 'a', metric: cpu, returnData: false },
  { id: 'b', metric: cpu, returnData: false },
  { id: 'c', expression: 'a / b' },
];

describe('the monthly cost', () => {
  it.each([
    ['an alarm', [alarm()], 0.1],
    ['an alarm with a period under a minute', [alarm({}, { period: 10 })], 0.3],
    ['an alarm on two metrics', [alarm({ metric: math })], 0.2],
    [
      'an alarm on a metric and its band',
      [
        alarm({
          metric: [
            { id: 'a', metric: cpu },
            { id: 'b', expression: 'ANOMALY_DETECTION_BAND(a)' },
          ],
        }),
      ],
      0.3,
    ],
    [
      'an alarm on a Metrics Insights query',
      [alarm({ metric: [{ id: 'q', expression: 'SELECT MAX(x) FROM y', period: 60 }] })],
      0.1,
    ],
    ['a composite alarm', [composite()], 0.5],
    ['a dashboard', [dashboard()], 3],
    ['a metric filter', [filter()], 0.3],
    ['two filters that publish one metric', [filter(), filter({ name: 'other' })], 0.3],
    ['a filter with two dimensions', [filter({}, { dimensions: { A: '$.a', B: '$.b' } })], 30],
    ['nothing', [], 0],
  ])('of %s is %s', (_what, definitions, dollars) => {
    expect(cost(...definitions)).toBe(dollars);
  });
  it('lists what is paid for, and adds it up to the cent', () => {
    expect(costOf(lintContext(setOf([alarm(), alarm(), alarm(), composite()])))).toEqual({
      lines: [
        { what: 'metrics in alarms', count: 3, dollars: 0.3 },
        { what: 'composite alarms', count: 1, dollars: 0.5 },
      ],
      dollars: 0.8,
    });
  });
});
