import { describe, expect, it } from 'vitest';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { alarm, cpu, findingsOf } from '../testing/samples.ts';
import { undocumentedMetricMath as rule } from './undocumented-metric-math.ts';

describe('undocumented-metric-math', () => {
  const math = (expression: string): MetricAlarm =>
    alarm({
      metric: [
        { id: 'm', metric: cpu, returnData: false },
        { id: 'r', expression },
      ],
    });

  it('finds AND beside OR without parentheses', () => {
    expect(findingsOf(rule, [math('IF(m > 1 AND m < 5 OR m > 9, 1, 0)')])).toMatchInlineSnapshot(`
      [
        "info metric alarm "api-cpu": Its query "r" depends on an undocumented point: mixed-and-or. Assumed here: Without parentheses, AND binds tighter than OR. Try it on a dashboard, or write it another way.",
      ]
    `);
  });
  it('accepts parentheses', () => {
    expect(findingsOf(rule, [math('IF((m > 1 AND m < 5) OR m > 9, 1, 0)')])).toEqual([]);
  });
});
