import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { alarm, composite, findingsOf } from '../testing/samples.ts';
import { noActions as rule } from './no-actions.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'an alarm without an action',
  [alarm({ actions: {} })],
  'warning metric alarm "api-cpu": It notifies no one when it goes to ALARM. Add an alarm action, or make it part of a composite alarm that has one.',
);
it('no-actions takes an OK action for none', () => {
  expect(findingsOf(rule, [alarm({ actions: { ok: [{ topic: 'pages' }] } })])).toHaveLength(1);
});
finds('a composite without an action', [composite({ rule: 'TRUE', actions: { alarm: [] } })], 1);
accepts('the children and the suppressor of a composite', [
  alarm({ actions: {} }),
  alarm({ name: 'deploying', actions: {} }),
  composite({
    rule: 'ALARM("api-cpu")',
    suppressor: { alarm: 'deploying', waitPeriod: 60, extensionPeriod: 60 },
  }),
]);
