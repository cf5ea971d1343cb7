import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { filter, findingsOf } from '../testing/samples.ts';
import { undocumentedPattern as rule } from './undocumented-pattern.ts';

const { accepts } = casesOf(rule);

it('undocumented-pattern names the choice that a condition on the last field rests on', () => {
  expect(
    findingsOf(rule, [filter({ pattern: '[(w1="*CRITICAL*") && (w1!="*Ignorare*")]' })]),
  ).toEqual([
    'info metric filter "pms-critical": Its pattern depends on an undocumented point: rest-of-line. Assumed here: The line has more fields than the pattern names: the last field takes the rest of the line, as it stands. Try the pattern with TestMetricFilter, or write it another way.',
  ]);
});
it('undocumented-pattern names each choice once', () => {
  const pattern = '[a = x || a = y && a = z, a, ...]';
  expect(findingsOf(rule, [filter({ pattern })])).toHaveLength(2);
});
accepts('a pattern that ends with an ellipsis', [filter({ pattern: '[w1="*CRITICAL*", ...]' })]);
