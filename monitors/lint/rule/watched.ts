import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import type { MetricFilter } from '../../definitions/metric-filter.ts';
import type { Dimensions, Metric, MetricStat } from '../../definitions/metric.ts';
import type { LintContext } from './context.ts';

/** A metric that an alarm watches; `id` is its name in the alarm's metric math. */
export interface WatchedMetric {
  readonly id?: string;
  readonly metric: MetricStat;
  /** Whether the alarm holds the metric itself against its threshold, not an expression over it. */
  readonly judged: boolean;
  /** Whether it lives in another account. */
  readonly elsewhere: boolean;
}

/** Every metric of an alarm, be it one or those of its queries. */
export function metricsOf(alarm: MetricAlarm): readonly WatchedMetric[] {
  const { metric } = alarm;
  if ('metricName' in metric) return [{ metric, judged: true, elsewhere: false }];
  return metric.flatMap(({ id, metric, returnData = true, accountId }) =>
    metric === undefined
      ? []
      : [{ id, metric, judged: returnData, elsewhere: accountId !== undefined }],
  );
}

/** Every metric of all alarms, with its alarm. */
export function* watchedMetrics(
  context: LintContext,
): Generator<WatchedMetric & { readonly alarm: MetricAlarm; readonly region: string }> {
  for (const alarm of context.all('metric-alarm'))
    for (const watched of metricsOf(alarm))
      yield { ...watched, alarm, region: context.regionOf(alarm) };
}

/** The filters that publish a metric of this namespace and name in this region, whatever their dimensions. */
export function publishersOf(
  context: LintContext,
  { namespace, metricName }: Metric,
  region: string,
): readonly MetricFilter[] {
  return context
    .all('metric-filter')
    .filter(
      (filter) =>
        filter.transformation.namespace === namespace &&
        filter.transformation.metricName === metricName &&
        context.regionOf(filter) === region,
    );
}

/** A metric as people write it: `AWS/ECS CPUUtilization`. */
export function describeMetric({ namespace, metricName }: Metric): string {
  return `${namespace} ${metricName}`;
}

/** Names of dimensions, in an order that does not depend on how they were written. */
export function dimensionNames(dimensions: Dimensions | undefined): readonly string[] {
  return Object.keys(dimensions ?? {}).toSorted();
}

/** `a`, `a and b`, `a, b and c`; "none" of nothing. */
export function listed(words: readonly string[], joiner = 'and'): string {
  if (words.length === 0) return 'none';
  const last = words.at(-1) ?? '';
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} ${joiner} ${last}`;
}
