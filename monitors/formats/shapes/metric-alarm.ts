import { z } from 'zod';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { comparisonOperators, missingDataTreatments } from '../../definitions/metric-alarm.ts';
import { compact, filled } from '../compact.ts';
import type { WriteTarget } from './actions.ts';
import { actionLists, actionsOf } from './actions.ts';
import { dimensionList, dimensionSchema, dimensionsOf } from './dimensions.ts';
import { metricQueryOf, metricQuerySchema, metricQueryShape } from './metric-query.ts';
import { flag, number, shape, tags, text, texts } from './scalars.ts';
import { tagList, tagsOf } from './tags.ts';

const low = ['evaluate', 'ignore'] as const;

const oneMetric = {
  Namespace: text.optional(),
  MetricName: text.optional(),
  Dimensions: z.array(dimensionSchema).optional(),
  Statistic: text.optional(),
  ExtendedStatistic: text.optional(),
  Period: number.optional(),
  Unit: text.optional(),
};

export const warmUpSchema = shape({
  WarmUpPeriodDurationInMinutes: number,
  OnlyStartEvaluatingAfterWarmUpPeriodEnds: flag.optional(),
});

/**
 * The alarm as PutMetricAlarm, DescribeAlarms and `AWS::CloudWatch::Alarm` write it:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export const metricAlarmSchema = shape({
  AlarmName: text,
  AlarmDescription: text.optional(),
  ActionsEnabled: flag.optional(),
  AlarmActions: texts.optional(),
  OKActions: texts.optional(),
  InsufficientDataActions: texts.optional(),
  ...oneMetric,
  Metrics: z.array(metricQuerySchema).optional(),
  ComparisonOperator: z.enum(comparisonOperators, {
    error: `one of ${comparisonOperators.join(', ')}`,
  }),
  Threshold: number.optional(),
  ThresholdMetricId: text.optional(),
  EvaluationPeriods: number,
  DatapointsToAlarm: number.optional(),
  TreatMissingData: z
    .enum(missingDataTreatments, { error: `one of ${missingDataTreatments.join(', ')}` })
    .optional(),
  EvaluateLowSampleCountPercentile: z.enum(low, { error: `one of ${low.join(', ')}` }).optional(),
  EvaluationWindow: shape({
    WallClockWindow: shape({ Timezone: text.optional() }).optional(),
  }).optional(),
  WarmUpConfiguration: warmUpSchema.optional(),
  Tags: tags.optional(),
})
  .refine(({ Threshold, ThresholdMetricId }) => (Threshold ?? ThresholdMetricId) !== undefined, {
    path: ['Threshold'],
    error: 'a number, or ThresholdMetricId instead',
  })
  .refine(({ Metrics = [], Namespace }) => Metrics.length > 0 || Namespace !== undefined, {
    path: ['Namespace'],
    error: 'a namespace, or Metrics instead',
  })
  .refine(({ Metrics = [], MetricName }) => Metrics.length > 0 || MetricName !== undefined, {
    path: ['MetricName'],
    error: 'the name of a metric, or Metrics instead',
  })
  .refine(({ Metrics = [], Period }) => Metrics.length > 0 || Period !== undefined, {
    path: ['Period'],
    error: 'seconds',
  })
  .refine(
    ({ Metrics = [], Statistic, ExtendedStatistic }) =>
      Metrics.length > 0 || (Statistic ?? ExtendedStatistic) !== undefined,
    { path: ['Statistic'], error: 'a statistic, or ExtendedStatistic instead' },
  );

type Shape = z.infer<typeof metricAlarmSchema>;

export function metricAlarmOf(alarm: Shape): MetricAlarm {
  const warmUp = alarm.WarmUpConfiguration;
  const wallClock = alarm.EvaluationWindow?.WallClockWindow;
  return compact({
    kind: 'metric-alarm' as const,
    name: alarm.AlarmName,
    description: filledText(alarm.AlarmDescription),
    metric: metricOf(alarm),
    comparisonOperator: alarm.ComparisonOperator,
    threshold: thresholdOf(alarm),
    evaluationPeriods: alarm.EvaluationPeriods,
    // AWS's defaults are left out, so that definitions from all sources are written alike.
    datapointsToAlarm:
      alarm.DatapointsToAlarm === alarm.EvaluationPeriods ? undefined : alarm.DatapointsToAlarm,
    treatMissingData: alarm.TreatMissingData === 'missing' ? undefined : alarm.TreatMissingData,
    evaluateLowSampleCountPercentile:
      alarm.EvaluateLowSampleCountPercentile === 'ignore' ? ('ignore' as const) : undefined,
    wallClock: wallClock === undefined ? undefined : compact({ timeZone: wallClock.Timezone }),
    warmUp:
      warmUp === undefined
        ? undefined
        : compact({
            minutes: warmUp.WarmUpPeriodDurationInMinutes,
            onlyStartEvaluatingAfterwards:
              warmUp.OnlyStartEvaluatingAfterWarmUpPeriodEnds === true ? true : undefined,
          }),
    actions: actionsOf(alarm),
    actionsEnabled: alarm.ActionsEnabled === false ? false : undefined,
    tags: tagsOf(alarm.Tags),
  });
}

function metricOf(alarm: Shape): MetricAlarm['metric'] {
  const queries = filled(alarm.Metrics);
  if (queries !== undefined) return queries.map(metricQueryOf);
  return compact({
    namespace: alarm.Namespace ?? '',
    metricName: alarm.MetricName ?? '',
    dimensions: dimensionsOf(alarm.Dimensions),
    stat: alarm.ExtendedStatistic ?? alarm.Statistic ?? '',
    period: alarm.Period ?? 0,
    unit: alarm.Unit,
  });
}

function thresholdOf({ Threshold, ThresholdMetricId }: Shape): MetricAlarm['threshold'] {
  return ThresholdMetricId === undefined ? (Threshold ?? 0) : { metricId: ThresholdMetricId };
}

function filledText(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

/** The statistics that have a parameter of their own; every other goes into ExtendedStatistic. */
const simple = new Set(['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum']);

/** What AWS's formats write of an alarm; only what differs from AWS's defaults. */
export function metricAlarmShape<A>(alarm: MetricAlarm, write: WriteTarget<A>) {
  const { metric, threshold, wallClock, warmUp } = alarm;
  const [one, queries] = 'stat' in metric ? [metric, undefined] : [undefined, metric];
  const isSimple = simple.has(one?.stat ?? '');
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
      EvaluationWindow: wallClock && { WallClockWindow: compact({ Timezone: wallClock.timeZone }) },
      WarmUpConfiguration:
        warmUp &&
        compact({
          WarmUpPeriodDurationInMinutes: warmUp.minutes,
          OnlyStartEvaluatingAfterWarmUpPeriodEnds: warmUp.onlyStartEvaluatingAfterwards,
        }),
      Tags: tagList(alarm.tags),
      Namespace: one?.namespace,
      MetricName: one?.metricName,
      Dimensions: dimensionList(one?.dimensions),
      Statistic: isSimple ? one?.stat : undefined,
      ExtendedStatistic: isSimple ? undefined : one?.stat,
      Period: one?.period,
      Unit: one?.unit,
      Metrics: queries?.map(metricQueryShape),
    }),
    ...actionLists(alarm.actions, write),
  };
}
