import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { filter, findingsOf } from '../testing/samples.ts';
import { matchesEverything as rule } from './matches-everything.ts';

const { finds } = casesOf(rule);

finds(
  'the level that became the name of a field',
  [filter({ pattern: '[ERROR]' })],
  'error metric filter "pms-critical": Its pattern [ERROR] has no condition, so every line counts. ERROR is the name of a field here. For lines with the word, write "ERROR"; for [ERROR] with its brackets, "[ERROR]"; for a field that is the word, [..., level = ERROR, ...].',
);
finds(
  'what is not equal to one of two',
  [filter({ pattern: '{ $.level != "INFO" || $.level != "DEBUG" }' })],
  'error metric filter "pms-critical": `$.level != INFO || $.level != DEBUG` is true of every value. What is equal to one is not equal to the other. To exclude both, join them with &&.',
);
it.each([
  '[Exception]',
  '[ERROR, ...]',
  '[date, time, WARN]',
  '[ip, user, status]',
  '[...]',
  '[level = *]',
  '[level != INFO || level != DEBUG]',
  '[ip, (status != 200 || status != 304), ...]',
  '{ $.a = 1 && ($.b != "x" || $.b != "y") }',
])('matches-everything finds %s', (pattern) => {
  expect(findingsOf(rule, [filter({ pattern })])).toHaveLength(1);
});
it.each([
  '',
  '"[ERROR]"',
  'ERROR',
  '[level = ERROR]',
  '[date, level = ERROR, ...]',
  '{ $.level = * }',
  '{ $.level != "INFO" && $.level != "DEBUG" }',
  '{ $.level != "INFO" || $.code != "INFO" }',
  '{ $.level != "INFO" || $.level != "INFO" }',
  '[level != *a* || level != *b*]',
])('matches-everything accepts %s', (pattern) => {
  expect(findingsOf(rule, [filter({ pattern })])).toEqual([]);
});
it('matches-everything accepts fields that are named for their values', () => {
  const pattern = '[ip, user, bytes]';
  expect(findingsOf(rule, [filter({ pattern }, { value: '$bytes' })])).toEqual([]);
  expect(findingsOf(rule, [filter({ pattern }, { dimensions: { user: '$user' } })])).toEqual([]);
});
