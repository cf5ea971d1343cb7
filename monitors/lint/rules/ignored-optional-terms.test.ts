import { describe, expect, it } from 'vitest';
import { filter, findingsOf } from '../testing/samples.ts';
import { ignoredOptionalTerms as rule } from './ignored-optional-terms.ts';

describe('ignored-optional-terms', () => {
  it('finds alternatives beside a term that must be there', () => {
    expect(findingsOf(rule, [filter({ pattern: 'payment ?CRITICAL ?ALERT' })]))
      .toMatchInlineSnapshot(`
      [
        "error metric filter "pms-critical": Its pattern ignores ?CRITICAL and ?ALERT. CloudWatch Logs ignores every term with ? as soon as the pattern has a term without one. Put ? on every term, or use one filter for each alternative.",
      ]
    `);
  });
  it('finds alternatives beside a term that must not be there', () => {
    expect(findingsOf(rule, [filter({ pattern: '?CRITICAL -healthcheck' })])).toHaveLength(1);
  });
  it('accepts alternatives alone', () => {
    expect(findingsOf(rule, [filter({ pattern: '?CRITICAL ?ALERT' })])).toEqual([]);
  });
});
