import type { MetricFilter } from '../../definitions/metric-filter.ts';
import type { FilterPattern } from '../../filter-pattern/syntax/ast.ts';
import { parseFilterPattern } from '../../filter-pattern/parser/parse.ts';
import type { LintContext } from './context.ts';

/** The filters whose pattern parses; the others are `filter-pattern-syntax`'s. */
export function* parsedFilters(
  context: LintContext,
): Generator<{ readonly filter: MetricFilter; readonly pattern: FilterPattern }> {
  for (const filter of context.all('metric-filter')) {
    const result = parseFilterPattern(filter.pattern);
    if (result.ok) yield { filter, pattern: result.pattern };
  }
}

/** Filters by log group and region, since quotas count per log group. */
export function byLogGroup<T extends { readonly filter: MetricFilter }>(
  context: LintContext,
  filters: Iterable<T>,
): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const entry of filters) {
    const key = `${context.regionOf(entry.filter)} ${entry.filter.logGroup}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups.values()];
}
