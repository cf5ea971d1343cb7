import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, composite, findingsOf } from '../testing/samples.ts';
import { actionsDisabled as rule } from './actions-disabled.ts';

const { accepts } = casesOf(rule);

it('actions-disabled finds disabled actions', () => {
  expect(findingsOf(rule, [alarm({ actionsEnabled: false })])).toEqual([
    'warning metric alarm "api-cpu": Its actions are disabled: it notifies no one. For a maintenance window use a mute rule, which ends by itself, or delete the alarm.',
  ]);
  expect(findingsOf(rule, [composite({ actionsEnabled: false })])).toHaveLength(1);
});
accepts('enabled actions, said or not', [alarm({ actionsEnabled: true }), composite()]);
