import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { composite, findingsOf } from '../testing/samples.ts';
import { mixedAndOr as rule } from './mixed-and-or.ts';

const { finds } = casesOf(rule);

finds(
  'AND beside OR',
  [composite({ rule: 'ALARM(a) OR ALARM(b) AND ALARM(c)' })],
  'warning composite alarm "pms-down": Its rule has AND next to OR without parentheses. AWS documents no precedence. Most readers assume AND first, but write it out: a OR (b AND c).',
);
it('mixed-and-or finds them within parentheses', () => {
  expect(findingsOf(rule, [composite({ rule: 'NOT (OK(a) AND OK(b) OR OK(c))' })])).toHaveLength(1);
});
it('mixed-and-or accepts parentheses, and one operator alone', () => {
  const right = ['ALARM(a) OR (ALARM(b) AND ALARM(c))', 'OK(a) AND OK(b) AND OK(c)'];
  expect(
    findingsOf(
      rule,
      right.map((text) => composite({ rule: text })),
    ),
  ).toEqual([]);
});
