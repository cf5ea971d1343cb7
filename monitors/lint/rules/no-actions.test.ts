import { describe, expect, it } from 'vitest';
import { alarm, composite, findingsOf } from '../testing/samples.ts';
import { noActions as rule } from './no-actions.ts';

describe('no-actions', () => {
  it('finds an alarm without an action', () => {
    expect(findingsOf(rule, [alarm({ actions: {} })])).toMatchInlineSnapshot(`
      [
        "warning metric alarm "api-cpu": It notifies no one when it goes to ALARM. Add an alarm action, or make it part of a composite alarm that has one.",
      ]
    `);
  });
  it('takes an OK action for none', () => {
    expect(findingsOf(rule, [alarm({ actions: { ok: [{ topic: 'pages' }] } })])).toHaveLength(1);
  });
  it('finds a composite without an action', () => {
    expect(findingsOf(rule, [composite({ rule: 'TRUE', actions: { alarm: [] } })])).toHaveLength(1);
  });
  it('accepts the children and the suppressor of a composite', () => {
    const right = [
      alarm({ actions: {} }),
      alarm({ name: 'deploying', actions: {} }),
      composite({
        rule: 'ALARM("api-cpu")',
        suppressor: { alarm: 'deploying', waitPeriod: 60, extensionPeriod: 60 },
      }),
    ];
    expect(findingsOf(rule, right)).toEqual([]);
  });
});
