import type { MetricQuery } from '../../definitions/metric.ts';
import type { ValueKind } from '../values.ts';
import { planOf } from './plan.ts';

/**
 * What each query gives, for `expressionFacts`; undefined for an id that no query has, for a query that is wrong, and
 * where only AWS knows.
 *
 * @example
 *   const kindOf = kindOfQueries(alarm.metric);
 *   expressionFacts(expression, kindOf).result; // 'series'
 */
export function kindOfQueries(
  queries: readonly MetricQuery[],
): (id: string) => ValueKind | undefined {
  const plan = planOf(queries);
  return (id) => {
    const step = plan.get(id);
    if (step?.kind === 'metric') return 'series';
    if (step?.kind !== 'expression' || step.kinds.length > 1) return undefined;
    return step.kinds[0];
  };
}
