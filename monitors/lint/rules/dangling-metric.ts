import { nearest } from '../../../core/nearest.ts';
import type { MetricFilter } from '../../definitions/metric-filter.ts';
import type { MetricStat } from '../../definitions/metric.ts';
import type { LintContext } from '../rule/context.ts';
import type { Problem } from '../rule/rule.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { describeMetric, dimensionNames, listed, watchedMetrics } from '../rule/watched.ts';

export const danglingMetric = offlineRule('dangling-metric', function* (context) {
  const isUnnamed = ({ transformation: { metricName } }: MetricFilter): boolean =>
    context.isUnknown(metricName);
  for (const { alarm, metric, region, elsewhere } of watchedMetrics(context)) {
    const names = [describeMetric(metric), ...dimensionNames(metric.dimensions)];
    if (elsewhere || names.some(context.isUnknown)) continue;
    const filters = context
      .all('metric-filter')
      .filter(({ transformation }) => transformation.namespace === metric.namespace);
    if (filters.length === 0 || filters.some(isUnnamed)) continue;
    const problem = danglingBecause(context, metric, region, filters);
    if (problem !== undefined) yield { about: alarm, ...problem };
  }
});

function danglingBecause(
  context: LintContext,
  metric: MetricStat,
  region: string,
  filters: readonly MetricFilter[],
): Pick<Problem, 'summary' | 'details' | 'severity'> | undefined {
  const named = filters.filter(
    ({ transformation }) => transformation.metricName === metric.metricName,
  );
  if (named.length === 0) {
    const meant = nearest(
      metric.metricName,
      filters.map(({ transformation }) => transformation.metricName),
    );
    return {
      severity: 'warning',
      summary: `No metric filter publishes ${describeMetric(metric)}.`,
      details: `${meant === undefined ? '' : `Did you mean ${meant}? `}Filters publish other metrics of this namespace; if the application publishes this one itself, silence this rule.`,
    };
  }
  const here = named.filter((filter) => context.regionOf(filter) === region);
  if (here.length === 0) {
    const regions = listed(
      named.map((filter) => context.regionOf(filter)),
      'or',
    );
    return {
      summary: `${describeMetric(metric)} is published in ${regions}, but the alarm is in ${region}.`,
      details: 'An alarm sees only metrics of its own region.',
    };
  }
  const given = dimensionNames(metric.dimensions).join(', ');
  const sets = here.map(({ transformation }) => dimensionNames(transformation.dimensions));
  if (sets.some((set) => set.join(', ') === given)) return undefined;
  return {
    summary: `${describeMetric(metric)} is published with the dimensions ${sets.map((set) => listed(set)).join(' or ')}, but the alarm names ${given === '' ? 'none' : given}.`,
    details:
      'All dimensions identify a metric, and CloudWatch does not aggregate over them. Name them all, or publish without.',
  };
}
