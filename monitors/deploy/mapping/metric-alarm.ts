import type { MetricAlarm as Described, Statistic } from '@aws-sdk/client-cloudwatch';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { isMathAlarm } from '../../definitions/metric-alarm.ts';
import type { MetricStat } from '../../definitions/metric.ts';
import type { Contents, ResourceOf } from '../resource/resource.ts';
import { canonicalAlarmFields, wantedAlarmFields } from './alarm-actions.ts';
import {
  canonicalQueries,
  dimensionList,
  filled,
  sortedDimensions,
  unitField,
  wantedQueries,
} from './metric-query.ts';
import type { Scope } from './scope.ts';
import { commonOf, placeOf } from './scope.ts';

type Content = Contents['metric-alarm'];

/** What PutMetricAlarm is given: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export function wantedMetricAlarm(scope: Scope, alarm: MetricAlarm): ResourceOf<'metric-alarm'> {
  const { threshold, wallClock, warmUp } = alarm;
  return {
    ...commonOf(scope, alarm),
    content: canonical({
      AlarmName: alarm.name,
      ...wantedAlarmFields(placeOf(scope, alarm), alarm),
      ...(isMathAlarm(alarm) ? { Metrics: wantedQueries(alarm.metric) } : singleMetric(alarm)),
      ...(typeof threshold === 'number'
        ? { Threshold: threshold }
        : { ThresholdMetricId: threshold.metricId }),
      ComparisonOperator: alarm.comparisonOperator,
      EvaluationPeriods: alarm.evaluationPeriods,
      DatapointsToAlarm: alarm.datapointsToAlarm,
      TreatMissingData: alarm.treatMissingData,
      EvaluateLowSampleCountPercentile: alarm.evaluateLowSampleCountPercentile,
      ...(wallClock === undefined
        ? {}
        : { EvaluationWindow: { WallClockWindow: { Timezone: wallClock.timeZone } } }),
      ...(warmUp === undefined
        ? {}
        : {
            WarmUpConfiguration: {
              WarmUpPeriodDurationInMinutes: warmUp.minutes,
              OnlyStartEvaluatingAfterWarmUpPeriodEnds: warmUp.onlyStartEvaluatingAfterwards,
            },
          }),
    }),
  };
}

/** What DescribeAlarms gives, in the same form. */
export function foundMetricAlarm(alarm: Described): Content {
  return canonical({ ...alarm, AlarmName: alarm.AlarmName ?? '' });
}

const simpleStatistics: Readonly<Record<string, Statistic>> = {
  SampleCount: 'SampleCount',
  Average: 'Average',
  Sum: 'Sum',
  Minimum: 'Minimum',
  Maximum: 'Maximum',
};

function singleMetric({ metric }: MetricAlarm): Partial<Content> {
  if (!isOneMetric(metric)) return {};
  const statistic = simpleStatistics[metric.stat];
  return {
    Namespace: metric.namespace,
    MetricName: metric.metricName,
    Dimensions: dimensionList(metric.dimensions),
    ...(statistic === undefined ? { ExtendedStatistic: metric.stat } : { Statistic: statistic }),
    Period: metric.period,
    ...unitField(metric.unit),
  };
}

function isOneMetric(metric: MetricAlarm['metric']): metric is MetricStat {
  return !Array.isArray(metric);
}

function canonical(alarm: Content): Content {
  const { Metrics = [], EvaluationWindow, WarmUpConfiguration, EvaluationPeriods } = alarm;
  const { DatapointsToAlarm = EvaluationPeriods, EvaluateLowSampleCountPercentile } = alarm;
  return {
    AlarmName: alarm.AlarmName,
    ...canonicalAlarmFields(alarm),
    ...(Metrics.length === 0 ? canonicalMetric(alarm) : { Metrics: canonicalQueries(Metrics) }),
    ...given('Threshold', alarm.Threshold),
    ...given('ThresholdMetricId', alarm.ThresholdMetricId),
    ...given('ComparisonOperator', alarm.ComparisonOperator),
    ...given('EvaluationPeriods', EvaluationPeriods),
    ...given('DatapointsToAlarm', DatapointsToAlarm),
    TreatMissingData: alarm.TreatMissingData ?? 'missing',
    // "evaluate" is the default, and AWS takes the field for percentiles only.
    ...(EvaluateLowSampleCountPercentile === 'ignore' ? { EvaluateLowSampleCountPercentile } : {}),
    ...(EvaluationWindow?.WallClockWindow === undefined
      ? {}
      : {
          EvaluationWindow: {
            WallClockWindow: { Timezone: EvaluationWindow.WallClockWindow.Timezone ?? 'UTC' },
          },
        }),
    ...(WarmUpConfiguration === undefined
      ? {}
      : {
          WarmUpConfiguration: {
            WarmUpPeriodDurationInMinutes: WarmUpConfiguration.WarmUpPeriodDurationInMinutes,
            OnlyStartEvaluatingAfterWarmUpPeriodEnds:
              WarmUpConfiguration.OnlyStartEvaluatingAfterWarmUpPeriodEnds ?? false,
          },
        }),
    // Never wanted by a definition, but to be seen when somebody set them by hand.
    ...given('EvaluationCriteria', alarm.EvaluationCriteria),
    ...given('EvaluationInterval', alarm.EvaluationInterval),
    ...given('ActionConfiguration', alarm.ActionConfiguration),
  };
}

function canonicalMetric(alarm: Content): Partial<Content> {
  return {
    ...given('Namespace', alarm.Namespace),
    ...given('MetricName', alarm.MetricName),
    Dimensions: sortedDimensions(alarm.Dimensions),
    ...given('Statistic', alarm.Statistic),
    ...given('ExtendedStatistic', alarm.ExtendedStatistic),
    ...given('Period', alarm.Period),
    ...unitField(alarm.Unit),
  };
}

function given<K extends keyof Content>(name: K, value: Content[K]): Partial<Pick<Content, K>> {
  const empty = value === undefined || (typeof value === 'string' && !filled(value));
  const field: Partial<Pick<Content, K>> = {};
  if (!empty) field[name] = value;
  return field;
}
