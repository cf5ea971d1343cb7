import type { FieldComparison, FilterPattern, JsonTest } from '../../filter-pattern/syntax/ast.ts';
import { testsOf } from '../../filter-pattern/syntax/conditions.ts';
import { limits } from '../../filter-pattern/syntax/limits.ts';
import { byLogGroup, parsedFilters } from '../rule/patterns.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const regexPatternsPerLogGroup = offlineRule(
  'regex-patterns-per-log-group',
  function* (context) {
    const withRegex = [...parsedFilters(context)].filter(({ pattern }) => usesRegex(pattern));
    const most = limits.regexPatternsPerLogGroup;
    for (const group of byLogGroup(context, withRegex)) {
      const beyond = group[most];
      if (beyond === undefined) continue;
      yield {
        about: beyond.filter,
        summary: `It is one of ${group.length} patterns with a regular expression on ${beyond.filter.logGroup}; a log group allows ${most}.`,
        details:
          'Metric filters and subscription filters count together. Write some without a regular expression: terms, ' +
          'wildcards and alternatives do not count.',
      };
    }
  },
);

function usesRegex(pattern: FilterPattern): boolean {
  switch (pattern.dialect) {
    case 'regex':
      return true;
    case 'json':
      return testsOf(pattern.condition).some(isRegexTest);
    case 'delimited':
      return pattern.slots.some(
        (slot) =>
          slot.kind === 'field' &&
          slot.condition !== undefined &&
          testsOf(slot.condition).some(isRegexTest),
      );
    case 'unstructured':
      break;
  }
  return false;
}

function isRegexTest(test: JsonTest): boolean;
function isRegexTest(test: FieldComparison): boolean;
function isRegexTest(test: JsonTest | FieldComparison): boolean {
  return test.kind === 'compare' && test.value.kind === 'regex';
}
