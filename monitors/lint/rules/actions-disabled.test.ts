import { describe, expect, it } from 'vitest';
import { alarm, composite, findingsOf } from '../testing/samples.ts';
import { actionsDisabled as rule } from './actions-disabled.ts';

describe('actions-disabled', () => {
  it('finds disabled actions', () => {
    expect(findingsOf(rule, [alarm({ actionsEnabled: false })])).toMatchInlineSnapshot(`
      [
        "warning metric alarm "api-cpu": Its actions are disabled: it notifies no one. For a maintenance window use a mute rule, which ends by itself, or delete the alarm.",
      ]
    `);
    expect(findingsOf(rule, [composite({ actionsEnabled: false })])).toHaveLength(1);
  });
  it('accepts enabled actions, said or not', () => {
    expect(findingsOf(rule, [alarm({ actionsEnabled: true }), composite()])).toEqual([]);
  });
});
