import { describe, expect, it } from 'vitest';
import { filter, findingsOf } from '../testing/samples.ts';
import { filtersPerLogGroup as rule } from './filters-per-log-group.ts';

describe('filters-per-log-group', () => {
  const filters = Array.from({ length: 101 }, (_, index) => filter({ name: `f${index}` }));

  it('finds the hundred and first filter', () => {
    expect(findingsOf(rule, filters)).toMatchInlineSnapshot(`
      [
        "error metric filter "f100": It is one of 101 metric filters on /ecs/pms; a log group allows 100. Use one filter with a dimension instead of a filter for each value, or split the log group.",
      ]
    `);
  });
  it('accepts a hundred, and counts regions apart', () => {
    expect(findingsOf(rule, [...filters.slice(1), filter({ region: 'eu-west-1' })])).toEqual([]);
  });
});
