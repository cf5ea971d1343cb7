import { metricsOf, queriesOf } from '../alarms/evaluation/settings.ts';
import { type DefinitionSet, ofKind } from '../definitions/definition.ts';
import type { MetricStat } from '../definitions/metric.ts';

/** All metrics that alarms look at. */
export function watchedMetrics({ definitions }: DefinitionSet): MetricStat[] {
  return ofKind(definitions, 'metric-alarm').flatMap(metricsOf);
}

/** Whether an expression looks for its metrics itself, with Metrics Insights or SEARCH. */
export function isSearch(expression: string): boolean {
  return /^\s*SELECT\b|\bSEARCH\s*\(/i.test(expression);
}

/** Whether some alarm looks for its metrics itself, so that any may matter. */
export function searchesMetrics({ definitions }: DefinitionSet): boolean {
  return ofKind(definitions, 'metric-alarm')
    .flatMap(queriesOf)
    .some(({ expression = '' }) => isSearch(expression));
}
