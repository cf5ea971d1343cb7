import { describe, expect, it } from 'vitest';
import { filter, findingsOf } from '../testing/samples.ts';
import { regexPatternsPerLogGroup as rule } from './regex-patterns-per-log-group.ts';

describe('regex-patterns-per-log-group', () => {
  const patterns = ['%a%', '%b%', '{ $.c = %c% }', '[d = %d%, ...]', '%e%', '%f%'];
  const filters = patterns.map((pattern, index) => filter({ name: `f${index}`, pattern }));

  it('finds the sixth pattern with a regular expression', () => {
    expect(findingsOf(rule, filters)).toMatchInlineSnapshot(`
      [
        "error metric filter "f5": It is one of 6 patterns with a regular expression on /ecs/pms; a log group allows 5. Metric filters and subscription filters count together. Write some without a regular expression: terms, wildcards and alternatives do not count.",
      ]
    `);
  });
  it('accepts five, and those of another log group', () => {
    const right = [
      ...filters.slice(0, 5),
      filter({ name: 'other', pattern: '%f%', logGroup: '/ecs/other' }),
    ];
    expect(findingsOf(rule, right)).toEqual([]);
  });
  it('does not count patterns without a regular expression', () => {
    expect(
      findingsOf(rule, [...filters.slice(0, 5), filter({ pattern: '{ $.c = "c*" }' })]),
    ).toEqual([]);
  });
});
