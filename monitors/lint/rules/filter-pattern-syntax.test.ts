import { describe, expect, it } from 'vitest';
import { filter, findingsOf } from '../testing/samples.ts';
import { filterPatternSyntax as rule } from './filter-pattern-syntax.ts';

describe('filter-pattern-syntax', () => {
  it('shows where a pattern breaks off, and what was expected', () => {
    expect(findingsOf(rule, [filter({ pattern: '{ $.level_name = "CRITICAL }' })]))
      .toMatchInlineSnapshot(`
      [
        "error metric filter "pms-critical": Its pattern does not parse: a double quote is not closed. Column 18: expected a closing ". AWS would say "Invalid filter pattern".
        { $.level_name = "CRITICAL }
                         ^",
      ]
    `);
  });
  it('finds a pattern of more than 1,024 characters', () => {
    expect(findingsOf(rule, [filter({ pattern: 'x'.repeat(1025) })])).toHaveLength(1);
  });
  it('finds a third regular expression in one pattern', () => {
    expect(findingsOf(rule, [filter({ pattern: '[a=%x%, b=%y%, c=%z%]' })])).toHaveLength(1);
  });
  it('accepts the closed quote', () => {
    expect(findingsOf(rule, [filter({ pattern: '{ $.level_name = "CRITICAL" }' })])).toEqual([]);
  });
});
