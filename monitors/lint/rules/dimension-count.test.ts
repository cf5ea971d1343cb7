import { describe, expect, it } from 'vitest';
import { alarm, filter, findingsOf } from '../testing/samples.ts';
import { dimensionCount as rule } from './dimension-count.ts';

describe('dimension-count', () => {
  const many = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`D${index}`, `$.d${index}`]));

  it('finds a fourth dimension of a filter', () => {
    expect(findingsOf(rule, [filter({ pattern: '{ $.a = 1 }' }, { dimensions: many(4) })]))
      .toMatchInlineSnapshot(`
      [
        "error metric filter "pms-critical": It has 4 dimensions; a metric filter allows at most 3. Keep those that someone looks at: each one also multiplies the metrics that you pay for.",
      ]
    `);
  });
  it('finds 31 dimensions of an alarm', () => {
    expect(findingsOf(rule, [alarm({}, { dimensions: many(31) })])).toMatchInlineSnapshot(`
      [
        "error metric alarm "api-cpu": It names 31 dimensions of AWS/ECS CPUUtilization; a metric has at most 30. No metric can have them all, so PutMetricAlarm rejects it.",
      ]
    `);
  });
  it('accepts three and thirty', () => {
    const right = [
      filter({ pattern: '{ $.a = 1 }' }, { dimensions: many(3) }),
      alarm({}, { dimensions: many(30) }),
    ];
    expect(findingsOf(rule, right)).toEqual([]);
  });
});
