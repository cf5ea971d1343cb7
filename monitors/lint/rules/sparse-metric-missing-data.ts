import { isMathAlarm, type MetricAlarm } from '../../definitions/metric-alarm.ts';
import type { MetricStat } from '../../definitions/metric.ts';
import { factsOf } from '../catalog/index.ts';
import type { LintContext } from '../rule/context.ts';
import { offlineRule } from '../rule/make-rule.ts';
import { isLow } from '../rule/value-range.ts';
import { describeMetric, metricsOf, publishersOf } from '../rule/watched.ts';

export const sparseMetricMissingData = offlineRule(
  'sparse-metric-missing-data',
  function* (context) {
    for (const alarm of context.all('metric-alarm')) {
      if ((alarm.treatMissingData ?? 'missing') !== 'missing') continue;
      for (const { id, metric } of metricsOf(alarm)) {
        const gap = gapOf(context, metric, context.regionOf(alarm));
        if (gap === undefined || (id !== undefined && isFilled(alarm, id))) continue;
        yield {
          about: alarm,
          summary: `${describeMetric(metric)} ${gap}, and the alarm treats missing data as missing.`,
          details: `It goes to INSUFFICIENT_DATA in quiet times, or stays in ALARM. ${remedy(alarm, metric)}`,
        };
      }
    }
  },
);

/** When a metric has no datapoints; undefined when it always has. */
function gapOf(context: LintContext, metric: MetricStat, region: string): string | undefined {
  const { sparse } = factsOf(metric) ?? {};
  if (sparse !== undefined) return `is not published ${sparse}`;
  const filters = publishersOf(context, metric, region);
  if (filters.length === 0) return undefined;
  return filters.every(({ transformation }) => transformation.defaultValue === undefined)
    ? 'comes from a metric filter without a default value, so it is published only when a line matches'
    : 'comes from a metric filter, so nothing is published while no line arrives, with or without a default value';
}

/** Whether metric math puts a value where a metric has none. */
function isFilled(alarm: MetricAlarm, id: string): boolean {
  if (!isMathAlarm(alarm)) return false;
  const filled = new RegExp(String.raw`\bFILL\(\s*(?:${id}\s*,|METRICS\()`);
  return alarm.metric.some(({ expression }) => expression !== undefined && filled.test(expression));
}

function remedy(alarm: MetricAlarm, metric: MetricStat): string {
  const special = factsOf(metric)?.treatMissingData;
  if (special !== undefined) return `Set treatMissingData to ${special}, as AWS advises here.`;
  if (isLow(alarm.comparisonOperator))
    return 'This alarm is meant to detect silence: set treatMissingData to breaching.';
  return 'Set treatMissingData to notBreaching, and detect silence with a separate alarm.';
}
