import { describe, expect, it } from 'vitest';
import { filter, findingsOf } from '../testing/samples.ts';
import { valueNotExtracted as rule } from './value-not-extracted.ts';

describe('value-not-extracted', () => {
  it('finds a field that the pattern does not name', () => {
    const wrong = filter({ pattern: '[ip, user, status = 5*, bytes]' }, { value: '$size' });
    expect(findingsOf(rule, [wrong])).toMatchInlineSnapshot(`
      [
        "error metric filter "pms-critical": Its metric value $size is not among the fields of its pattern. The pattern names $ip, $user, $status and $bytes; fields without a name are $1, $2 and so on. A line whose value is not a number publishes nothing.",
      ]
    `);
  });
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
  ])('finds that %s does not give %s', (pattern, value) => {
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
  ])('accepts that %s gives %s', (pattern, value) => {
    expect(findingsOf(rule, [filter({ pattern }, { value })])).toEqual([]);
  });
  it('finds a dimension that is no field', () => {
    const wrong = filter({ pattern: '[ip, level]' }, { dimensions: { Level: '$lvl' } });
    expect(findingsOf(rule, [wrong])).toMatchInlineSnapshot(`
      [
        "error metric filter "pms-critical": Its dimension Level is $lvl, which is not among the fields of its pattern. The pattern names $ip and $level; fields without a name are $1, $2 and so on.",
      ]
    `);
  });
  it('finds a value that is too long', () => {
    const wrong = filter({ pattern: '{ $.a = 1 }' }, { value: `$.${'a'.repeat(99)}` });
    expect(findingsOf(rule, [wrong])).toHaveLength(1);
  });
});
