import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { compact } from '../compact.ts';
import type { ActionLists, WriteTarget } from './actions.ts';
import { actionLists } from './actions.ts';
import type { DimensionList } from './dimensions.ts';
import { dimensionList } from './dimensions.ts';
import type { MetricQueryShape } from './metric-query.ts';
import { metricQueryShape } from './metric-query.ts';
import { statisticShape } from './statistic.ts';
import type { TagList } from './tags.ts';
import { tagList } from './tags.ts';

/** What AWS's formats write of an alarm; only what differs from AWS's defaults. */
export interface MetricAlarmShape<A> extends ActionLists<A> {
  readonly AlarmName: string;
  readonly AlarmDescription?: string;
  readonly ActionsEnabled?: boolean;
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: DimensionList;
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly Period?: number;
  readonly Unit?: string;
  readonly Metrics?: readonly MetricQueryShape[];
  readonly ComparisonOperator: string;
  readonly Threshold?: number;
  readonly ThresholdMetricId?: string;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly TreatMissingData?: string;
  readonly EvaluateLowSampleCountPercentile?: string;
  readonly EvaluationWindow?: { readonly WallClockWindow: { readonly Timezone?: string } };
  readonly WarmUpConfiguration?: {
    readonly WarmUpPeriodDurationInMinutes: number;
    readonly OnlyStartEvaluatingAfterWarmUpPeriodEnds?: boolean;
  };
  readonly Tags?: TagList;
}

export function metricAlarmShape<A>(
  alarm: MetricAlarm,
  write: WriteTarget<A>,
): MetricAlarmShape<A> {
  const { threshold, wallClock, warmUp } = alarm;
  return {
    ...compact({
      AlarmName: alarm.name,
      AlarmDescription: alarm.description,
      ActionsEnabled: alarm.actionsEnabled,
      ComparisonOperator: alarm.comparisonOperator,
      Threshold: typeof threshold === 'number' ? threshold : undefined,
      ThresholdMetricId: typeof threshold === 'number' ? undefined : threshold.metricId,
      EvaluationPeriods: alarm.evaluationPeriods,
      DatapointsToAlarm: alarm.datapointsToAlarm,
      TreatMissingData: alarm.treatMissingData,
      EvaluateLowSampleCountPercentile: alarm.evaluateLowSampleCountPercentile,
      EvaluationWindow:
        wallClock === undefined
          ? undefined
          : { WallClockWindow: compact({ Timezone: wallClock.timeZone }) },
      WarmUpConfiguration:
        warmUp === undefined
          ? undefined
          : compact({
              WarmUpPeriodDurationInMinutes: warmUp.minutes,
              OnlyStartEvaluatingAfterWarmUpPeriodEnds: warmUp.onlyStartEvaluatingAfterwards,
            }),
      Tags: tagList(alarm.tags),
    }),
    ...metricShape(alarm.metric),
    ...actionLists(alarm.actions, write),
  };
}

type MetricPart = Pick<
  MetricAlarmShape<never>,
  | 'Namespace'
  | 'MetricName'
  | 'Dimensions'
  | 'Statistic'
  | 'ExtendedStatistic'
  | 'Period'
  | 'Unit'
  | 'Metrics'
>;

function metricShape(metric: MetricAlarm['metric']): MetricPart {
  if (!('stat' in metric)) return { Metrics: metric.map(metricQueryShape) };
  return compact({
    Namespace: metric.namespace,
    MetricName: metric.metricName,
    Dimensions: dimensionList(metric.dimensions),
    ...statisticShape(metric.stat),
    Period: metric.period,
    Unit: metric.unit,
  });
}
