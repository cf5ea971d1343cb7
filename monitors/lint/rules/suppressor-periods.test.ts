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
        "warning composite alarm "pms-down": Its wait period is 10 seconds. Alarms are evaluated once a minute, so the suppressor may start too late or end too early. AWS's examples use 60.",
      ]
    `);
  });
  it('finds periods that are none', () => {
    expect(findingsOf(rule, [suppressed(-1, 0.5)])).toMatchInlineSnapshot(`
      [
        "error composite alarm "pms-down": Its extension period is 0.5 seconds. Use whole seconds, 0 or more.",
        "error composite alarm "pms-down": Its wait period is -1 seconds. Use whole seconds, 0 or more.",
      ]
    `);
  });
  it('accepts a minute each', () => {
    expect(findingsOf(rule, [suppressed(60, 60), composite()])).toEqual([]);
  });
});
