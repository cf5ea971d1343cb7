import { describe, expect, it } from 'vitest';
import type { CompositeAlarm } from '../../definitions/composite-alarm.ts';
import { composite, findingsOf } from '../testing/samples.ts';
import { suppressorIsChild as rule } from './suppressor-is-child.ts';

describe('suppressor-is-child', () => {
  const suppressed = (by: string): CompositeAlarm =>
    composite({ suppressor: { alarm: by, waitPeriod: 60, extensionPeriod: 60 } });

  it('finds a suppressor among the children', () => {
    expect(findingsOf(rule, [suppressed('api-cpu')])).toMatchInlineSnapshot(`
      [
        "warning composite alarm "pms-down": Its suppressor "api-cpu" is one of its children. What puts it into ALARM also stops its notifications. Use an alarm that explains why this one does not matter.",
      ]
    `);
  });
  it('finds an alarm that suppresses itself', () => {
    expect(findingsOf(rule, [suppressed('pms-down')])).toHaveLength(1);
  });
  it('accepts another alarm', () => {
    expect(findingsOf(rule, [suppressed('deploying')])).toEqual([]);
  });
});
