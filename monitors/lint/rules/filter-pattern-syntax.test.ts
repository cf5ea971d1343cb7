import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { filter, findingsOf } from '../testing/samples.ts';
import { filterPatternSyntax as rule } from './filter-pattern-syntax.ts';

const { accepts, finds } = casesOf(rule);

it('filter-pattern-syntax shows where a pattern breaks off, and what was expected', () => {
  expect(findingsOf(rule, [filter({ pattern: '{ $.level_name = "CRITICAL }' })]))
    .toMatchInlineSnapshot(`
    [
      "error metric filter "pms-critical": Its pattern does not parse: a double quote is not closed. Column 18: expected a closing ". AWS would say "Invalid filter pattern".
      { $.level_name = "CRITICAL }
                       ^",
    ]
  `);
});
finds('a pattern of more than 1,024 characters', [filter({ pattern: 'x'.repeat(1025) })], 1);
finds(
  'a third regular expression in one pattern',
  [filter({ pattern: '[a=%x%, b=%y%, c=%z%]' })],
  1,
);
accepts('the closed quote', [filter({ pattern: '{ $.level_name = "CRITICAL" }' })]);
