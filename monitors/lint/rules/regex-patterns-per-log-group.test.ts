import { expect, it } from 'vitest';
import { casesOf } from '../testing/rule-cases.ts';
import { filter, findingsOf } from '../testing/samples.ts';
import { regexPatternsPerLogGroup as rule } from './regex-patterns-per-log-group.ts';

const { accepts, finds } = casesOf(rule);

const patterns = ['%a%', '%b%', '{ $.c = %c% }', '[d = %d%, ...]', '%e%', '%f%'];
const filters = patterns.map((pattern, index) => filter({ name: `f${index}`, pattern }));

finds(
  'the sixth pattern with a regular expression',
  filters,
  'error metric filter "f5": It is one of 6 patterns with a regular expression on /ecs/pms; a log group allows 5. Metric filters and subscription filters count together. Write some without a regular expression: terms, wildcards and alternatives do not count.',
);
accepts('five, and those of another log group', [
  ...filters.slice(0, 5),
  filter({ name: 'other', pattern: '%f%', logGroup: '/ecs/other' }),
]);
it('regex-patterns-per-log-group does not count patterns without a regular expression', () => {
  expect(findingsOf(rule, [...filters.slice(0, 5), filter({ pattern: '{ $.c = "c*" }' })])).toEqual(
    [],
  );
});
