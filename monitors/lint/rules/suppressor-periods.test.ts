import { describe, expect, it } from 'vitest';
import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import { composite, findingsOf } from '../testing/samples.ts';
import { suppressorPeriods as rule } from './suppressor-periods.ts';

describe('suppressor-periods', () => {
  const suppressed = (waitPeriod: number, extensionPeriod: number): CompositeAlarm =>
    composite({ suppressor: { alarm: 'deploying', waitPeriod, extensionPeriod } });

  it('finds a wait period that is shorter than an evaluation', () => {
    expect(findingsOf(rule, [suppressed(10, 60)])).toMatchInlineSnapshot(`
      [
        "warning composite alarm "pms-down": Its wait period is 10 seconds. Alarms are evaluated once a minute, so the suppressor may come too late, or go too early. AWS's examples take 60.",
      ]
    `);
  });
  it('finds periods that are none', () => {
    expect(findingsOf(rule, [suppressed(-1, 0.5)])).toMatchInlineSnapshot(`
      [
        "error composite alarm "pms-down": Its extension period is 0.5 seconds. Give whole seconds from 0.",
        "error composite alarm "pms-down": Its wait period is -1 seconds. Give whole seconds from 0.",
      ]
    `);
  });
  it('accepts a minute each', () => {
    expect(findingsOf(rule, [suppressed(60, 60), composite()])).toEqual([]);
  });
});
