import { describe, expect, it } from 'vitest';
import { alarm, findingsOf } from '../testing/samples.ts';
import { invalidPeriod as rule } from './invalid-period.ts';

describe('invalid-period', () => {
  it('finds a period of 90 seconds', () => {
    expect(findingsOf(rule, [alarm({}, { period: 90 })])).toMatchInlineSnapshot(`
      [
        "error metric alarm "api-cpu": Its period is 90 seconds. A period is 10, 20, 30 or a multiple of 60 seconds; the nearest is 120.",
      ]
    `);
  });
  it.each([0, -60, 5, 15, 40, 61, 60.5, Number.NaN])('finds a period of %d', (period) => {
    expect(findingsOf(rule, [alarm({}, { period })])).toHaveLength(1);
  });
  it('finds the period of an expression', () => {
    const metric = [
      { id: 'q', expression: 'SELECT AVG(CPUUtilization) FROM "AWS/ECS"', period: 45 },
    ];
    expect(findingsOf(rule, [alarm({ metric })])).toHaveLength(1);
  });
  it.each([10, 20, 30, 60, 120, 86_400])('accepts a period of %d', (period) => {
    expect(findingsOf(rule, [alarm({}, { period })])).toEqual([]);
  });
});
