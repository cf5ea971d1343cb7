import { describe, expect, it } from 'vitest';
import { filter, findingsOf } from '../testing/samples.ts';
import { notEqualOnMissingField as rule } from './not-equal-on-missing-field.ts';

describe('not-equal-on-missing-field', () => {
  it('finds an inequality that loses the events without the property', () => {
    expect(findingsOf(rule, [filter({ pattern: '{ $.level >= 500 && $.user != "monitor" }' })]))
      .toMatchInlineSnapshot(`
      [
        "warning metric filter "pms-critical": \`$.user != ...\` is false for events without $.user. They are not counted, although the property is not equal. If they should count, write \`($.user NOT EXISTS) || ($.user != ...)\`; if not, say so with \`$.user = *\` next to it.",
      ]
    `);
  });
  it('accepts an inequality with NOT EXISTS beside it', () => {
    const pattern = '{ $.level >= 500 && ($.user NOT EXISTS || $.user != "monitor") }';
    expect(findingsOf(rule, [filter({ pattern })])).toEqual([]);
  });
  it('takes NOT EXISTS of another property for no answer', () => {
    const pattern = '{ $.name NOT EXISTS || $.user != "monitor" }';
    expect(findingsOf(rule, [filter({ pattern })])).toHaveLength(1);
  });
});
