import { describe, expect, it } from 'vitest';
import { composite, findingsOf } from '../testing/samples.ts';
import { mixedAndOr as rule } from './mixed-and-or.ts';

describe('mixed-and-or', () => {
  it('finds AND beside OR', () => {
    expect(findingsOf(rule, [composite({ rule: 'ALARM(a) OR ALARM(b) AND ALARM(c)' })]))
      .toMatchInlineSnapshot(`
      [
        "warning composite alarm "pms-down": Its rule has AND next to OR without parentheses. AWS documents no precedence. Most readers assume AND first, but write it out: a OR (b AND c).",
      ]
    `);
  });
  it('finds them within parentheses', () => {
    expect(findingsOf(rule, [composite({ rule: 'NOT (OK(a) AND OK(b) OR OK(c))' })])).toHaveLength(
      1,
    );
  });
  it('accepts parentheses, and one operator alone', () => {
    const right = ['ALARM(a) OR (ALARM(b) AND ALARM(c))', 'OK(a) AND OK(b) AND OK(c)'];
    expect(
      findingsOf(
        rule,
        right.map((text) => composite({ rule: text })),
      ),
    ).toEqual([]);
  });
});
