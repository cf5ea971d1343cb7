import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { filter, findingsOf } from '../testing/samples.ts';
import { notEqualOnMissingField as rule } from './not-equal-on-missing-field.ts';

const { accepts, finds } = casesOf(rule);

finds(
  'an inequality that loses the events without the property',
  [filter({ pattern: '{ $.level >= 500 && $.user != "monitor" }' })],
  'warning metric filter "pms-critical": `$.user != ...` is false for events without $.user. They are not counted, although the property is not equal. If they should count, write `($.user NOT EXISTS) || ($.user != ...)`; if not, say so with `$.user = *` next to it.',
);
accepts('an inequality with NOT EXISTS beside it', [
  filter({ pattern: '{ $.level >= 500 && ($.user NOT EXISTS || $.user != "monitor") }' }),
]);
it('not-equal-on-missing-field takes NOT EXISTS of another property for no answer', () => {
  const pattern = '{ $.name NOT EXISTS || $.user != "monitor" }';
  expect(findingsOf(rule, [filter({ pattern })])).toHaveLength(1);
});
