import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { filter, findingsOf } from '../testing/samples.ts';
import { valueNotExtracted as rule } from './value-not-extracted.ts';

const { finds } = casesOf(rule);

finds(
  'a field that the pattern does not name',
  [filter({ pattern: '[ip, user, status = 5*, bytes]' }, { value: '$size' })],
  'error metric filter "pms-critical": Its metric value $size is not among the fields of its pattern. The pattern names $ip, $user, $status and $bytes; fields without a name are $1, $2 and so on. A line whose value is not a number publishes nothing.',
);
it.each([
  ['CRITICAL', '$bytes'],
  ['%CRITICAL%', '$.bytes'],
  ['{ $.level >= 500 }', '$latency'],
  ['{ $.level >= 500 }', 'latency'],
  ['[ip, bytes]', '$.bytes'],
  ['[ip, bytes]', '$2'],
  ['[ip, bytes]', '$3'],
  ['[ip, ..., bytes]', '$1'],
  ['CRITICAL', ''],
])('value-not-extracted finds that %s does not give %s', (pattern, value) => {
  expect(findingsOf(rule, [filter({ pattern }, { value })])).toHaveLength(1);
});
it.each([
  ['CRITICAL', '1'],
  ['CRITICAL', '-2.5e3'],
  ['{ $.level >= 500 }', "$.['latency.ms']"],
  ['[ip, bytes]', '$bytes'],
  ['[ip, , bytes]', '$2'],
  ['[ip, ..., bytes]', '$7'],
  ['[]', '$1'],
])('value-not-extracted accepts that %s gives %s', (pattern, value) => {
  expect(findingsOf(rule, [filter({ pattern }, { value })])).toEqual([]);
});
finds(
  'a dimension that is no field',
  [filter({ pattern: '[ip, level]' }, { dimensions: { Level: '$lvl' } })],
  'error metric filter "pms-critical": Its dimension Level is $lvl, which is not among the fields of its pattern. The pattern names $ip and $level; fields without a name are $1, $2 and so on.',
);
finds(
  'a value that is too long',
  [filter({ pattern: '{ $.a = 1 }' }, { value: `$.${'a'.repeat(99)}` })],
  1,
);
