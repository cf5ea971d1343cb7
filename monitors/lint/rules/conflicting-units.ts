import type { MetricFilter } from '../../definitions/metric-filter.ts';
import type { MetricStat } from '../../definitions/metric.ts';
import { factsOf } from '../catalog/index.ts';
import type { LintContext } from '../rule/context.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { describeMetric, listed, publishersOf, watchedMetrics } from '../rule/watched.ts';

export const conflictingUnits = offlineRule('conflicting-units', function* (context) {
  for (const filter of context.all('metric-filter')) {
    const first = publishersOf(context, filter.transformation, context.regionOf(filter))[0];
    const [unit, other] = [unitOf(filter), first === undefined ? undefined : unitOf(first)];
    if (first === undefined || other === unit) continue;
    yield {
      about: filter,
      summary: `It publishes ${describeMetric(filter.transformation)} in ${unit}, and metric filter "${first.name}" in ${other}.`,
      details:
        'CloudWatch keeps them apart: a statistic with a unit sees only the values of that unit.',
    };
  }
  for (const { alarm, metric, region } of watchedMetrics(context)) {
    const units = unitsOf(context, metric, region);
    if (metric.unit === undefined || units.length === 0 || units.includes(metric.unit)) continue;
    yield {
      about: alarm,
      severity: 'error',
      summary: `It asks for ${describeMetric(metric)} in ${metric.unit}, but it is published in ${listed(units)}.`,
      details: 'It never gets a datapoint. Omit the unit: then all values count.',
    };
  }
});

function unitOf({ transformation }: MetricFilter): string {
  return transformation.unit ?? 'None';
}

/** The units that a metric is published in, as far as its publisher is known. */
function unitsOf(context: LintContext, metric: MetricStat, region: string): readonly string[] {
  const { unit } = factsOf(metric) ?? {};
  return unit === undefined
    ? [...new Set(publishersOf(context, metric, region).map(unitOf))]
    : [unit];
}
