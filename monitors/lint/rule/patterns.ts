import { groupBy } from '../../../core/group-by.ts';
import type { MetricFilter } from '../../definitions/metric-filter.ts';
import type {
  Condition,
  FieldComparison,
  FilterPattern,
  JsonTest,
  Operator,
} from '../../filter-pattern/syntax/ast.ts';
import { isJoined } from '../../filter-pattern/syntax/conditions.ts';
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

type AnyCondition = Condition<JsonTest | FieldComparison>;

/** The conditions of a pattern that has some: of its one event, or of its fields. */
export function conditionsOf(pattern: FilterPattern): readonly AnyCondition[] {
  if (pattern.dialect === 'json') return [pattern.condition];
  if (pattern.dialect !== 'delimited') return [];
  return pattern.slots.flatMap((slot) =>
    slot.kind === 'field' && slot.condition !== undefined ? [slot.condition] : [],
  );
}

/** A subject that is compared with two different whole texts, both times in the same way. */
export interface Clash {
  readonly subject: string;
  readonly texts: readonly [string, string];
}

/** What is compared by `operator` with two texts at once, in tests that are joined by `joiner`. */
export function* clashesIn(
  condition: AnyCondition,
  joiner: 'and' | 'or',
  operator: Operator,
): Generator<Clash> {
  if (!isJoined(condition)) return;
  const tests = condition.kind === joiner ? condition.operands.flatMap(comparison) : [];
  const bySubject = groupBy(
    tests.filter((test) => test.operator === operator),
    ({ subject }) => subject,
  );
  for (const [subject, same] of bySubject) {
    const [first, second] = new Set(same.map(({ text }) => text));
    if (first !== undefined && second !== undefined) yield { subject, texts: [first, second] };
  }
  for (const operand of condition.operands) yield* clashesIn(operand, joiner, operator);
}

function comparison(
  test: AnyCondition,
): readonly { readonly subject: string; readonly operator: Operator; readonly text: string }[] {
  if (test.kind !== 'compare' || test.value.kind === 'regex' || test.value.text.includes('*'))
    return [];
  const { subject, operator, value } = test;
  return [
    { subject: typeof subject === 'string' ? subject : subject.text, operator, text: value.text },
  ];
}
