import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { isMathAlarm } from '../../definitions/metric-alarm.ts';
import type { Dimensions, MetricQuery, MetricStat } from '../../definitions/metric.ts';
import { simpleStatistics } from '../../metrics/statistics/statistic.ts';
import { javaStatistic } from './statistic-name.ts';

/** The `Trigger` of a metric alarm's message: what it looks at and when it fires. */
export function triggerOf(alarm: MetricAlarm): Readonly<Record<string, unknown>> {
  const rule = {
    EvaluationPeriods: alarm.evaluationPeriods,
    ...(alarm.datapointsToAlarm === undefined
      ? {}
      : { DatapointsToAlarm: alarm.datapointsToAlarm }),
    ComparisonOperator: alarm.comparisonOperator,
    ...(typeof alarm.threshold === 'number'
      ? { Threshold: alarm.threshold }
      : { ThresholdMetricId: alarm.threshold.metricId }),
    TreatMissingData: alarm.treatMissingData ?? 'missing',
    EvaluateLowSampleCountPercentile: alarm.evaluateLowSampleCountPercentile ?? '',
  };
  if (isMathAlarm(alarm)) return { ...rule, Metrics: alarm.metric.map(queryOf) };
  // The other branch of the guard is a list that TypeScript cannot rule out.
  if (!('stat' in alarm.metric)) return rule;
  const { metric } = alarm;
  return {
    MetricName: metric.metricName,
    Namespace: metric.namespace,
    ...statisticOf(metric),
    Unit: metric.unit ?? null,
    Dimensions: dimensionsOf(metric.dimensions),
    Period: metric.period,
    ...rule,
  };
}

function statisticOf({ stat }: MetricStat): Readonly<Record<string, string>> {
  return simpleStatistics.some((name) => name === stat)
    ? { StatisticType: 'Statistic', Statistic: javaStatistic(stat) }
    : { StatisticType: 'ExtendedStatistic', ExtendedStatistic: stat };
}

function dimensionsOf(dimensions: Dimensions = {}): { value: string; name: string }[] {
  return Object.entries(dimensions).map(([name, value]) => ({ value, name }));
}

function queryOf(query: MetricQuery): Readonly<Record<string, unknown>> {
  const { id, expression, label, metric, period, returnData = true } = query;
  return {
    Id: id,
    ...(expression === undefined ? {} : { Expression: expression }),
    ...(period === undefined ? {} : { Period: period }),
    ...(label === undefined ? {} : { Label: label }),
    ...(metric === undefined ? {} : { MetricStat: metricStatOf(metric) }),
    ReturnData: returnData,
  };
}

function metricStatOf(metric: MetricStat): Readonly<Record<string, unknown>> {
  const { metricName: MetricName, namespace: Namespace, period: Period, stat: Stat } = metric;
  const Dimensions = dimensionsOf(metric.dimensions);
  return {
    Metric: { Dimensions, MetricName, Namespace },
    Period,
    Stat,
    ...(metric.unit === undefined ? {} : { Unit: metric.unit }),
  };
}
