import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { composite, findingsOf } from '../testing/samples.ts';
import { compositeRuleSyntax as rule } from './composite-rule-syntax.ts';

const { accepts } = casesOf(rule);

it('composite-rule-syntax shows where a rule breaks off, and what was expected', () => {
  expect(findingsOf(rule, [composite({ rule: 'ALARM(api-cpu) ADN OK(disk)' })]))
    .toMatchInlineSnapshot(`
    [
      "error composite alarm "pms-down": Its rule does not parse: "ADN" is not allowed here. line 1, column 16: "ADN" is not allowed here. Expected AND, OR or the end of the rule.
      ALARM(api-cpu) ADN OK(disk)
                     ^",
    ]
  `);
});
it.each([
  ['101 children', Array.from({ length: 101 }, (_, index) => `ALARM(a${index})`).join(' OR ')],
  ['more than 10,240 characters', `ALARM(${'x'.repeat(10_240)})`],
  ['more than 500 elements', Array.from({ length: 501 }, () => 'ALARM(a)').join(' OR ')],
])('composite-rule-syntax finds %s', (_limit, text) => {
  expect(findingsOf(rule, [composite({ rule: text })])).toHaveLength(1);
});
accepts('100 children', [
  composite({ rule: Array.from({ length: 100 }, (_, index) => `ALARM(a${index})`).join(' OR ') }),
]);
