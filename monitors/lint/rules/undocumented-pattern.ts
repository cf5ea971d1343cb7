import type { FilterPattern } from '../../filter-pattern/syntax/ast.ts';
import { undocumented } from '../../filter-pattern/syntax/undocumented.ts';
import { parsedFilters } from '../rule/patterns.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const undocumentedPattern = offlineRule('undocumented-pattern', function* (context) {
  for (const { filter, pattern } of parsedFilters(context)) {
    const codes = new Set(pattern.undocumented);
    if (restsOnTheLastField(pattern)) codes.add('rest-of-line');
    for (const code of codes)
      yield {
        about: filter,
        summary: `Its pattern depends on an undocumented point: ${code}.`,
        details: `Assumed here: ${undocumented[code]} Try the pattern with TestMetricFilter, or write it another way.`,
      };
  }
});

/** Whether a condition is on the last field, which takes what is left of a line with more fields. */
function restsOnTheLastField(pattern: FilterPattern): boolean {
  if (pattern.dialect !== 'delimited') return false;
  const last = pattern.slots.at(-1);
  const hasEllipsis = pattern.slots.some(({ kind }) => kind === 'ellipsis');
  return !hasEllipsis && last?.kind === 'field' && last.condition !== undefined;
}
