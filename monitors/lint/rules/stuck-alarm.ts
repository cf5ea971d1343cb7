import type { MetricStat } from '../../definitions/metric.ts';
import { factsOf } from '../catalog/index.ts';
import type { LintContext } from '../rule/context.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { measureOf } from '../rule/statistics.ts';
import { outcomeOf } from '../rule/value-range.ts';
import { describeMetric, publishersOf, watchedMetrics } from '../rule/watched.ts';

export const stuckAlarm = offlineRule('stuck-alarm', function* (context) {
  for (const { alarm, metric, judged, region, elsewhere } of watchedMetrics(context)) {
    const { comparisonOperator, threshold, treatMissingData } = alarm;
    if (!judged || elsewhere || treatMissingData !== 'ignore') continue;
    const values = publishedValues(context, metric, region);
    if (values === undefined || typeof threshold !== 'number') continue;
    if (outcomeOf(comparisonOperator, threshold, values) !== 'always') continue;
    yield {
      about: alarm,
      summary: `Every value that ${describeMetric(metric)} ever has is breaching, and the alarm ignores that it has none.`,
      details:
        'It stays in ALARM after the first and never tells again. Set treatMissingData to notBreaching.',
    };
  }
});

/** Least and greatest value of a period in which something is published; undefined where zeros are, too. */
function publishedValues(
  context: LintContext,
  metric: MetricStat,
  region: string,
): { readonly least: number; readonly greatest: number } | undefined {
  const measure = measureOf(metric.stat);
  const filters = publishersOf(context, metric, region);
  if (filters.some(({ transformation }) => transformation.defaultValue !== undefined))
    return undefined;
  const values = filters.map(({ transformation: { value } }) => Number(value));
  // A metric of AWS that leaves zeros out counts whole things.
  if (values.length === 0 && factsOf(metric)?.sparse?.startsWith('while it is zero') === true)
    values.push(1);
  if (values.length === 0 || values.some(Number.isNaN) || measure === 'share') return undefined;
  const least = measure === 'count' ? 1 : Math.min(...values);
  const greatest = measure === 'observation' ? Math.max(...values) : Infinity;
  return least < 0 ? undefined : { least, greatest };
}
