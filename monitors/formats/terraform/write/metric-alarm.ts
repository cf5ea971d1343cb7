import type { MetricAlarm } from '../../../definitions/metric-alarm.ts';
import { nameOf } from '../../../definitions/definition.ts';
import type { MetricQueryShape } from '../../shapes/metric-query.ts';
import { metricAlarmShape } from '../../shapes/write-metric-alarm.ts';
import { dimensionsOf } from '../../shapes/dimensions.ts';
import type { Expression } from './expression.ts';
import type { Scope } from './scope.ts';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudwatch_metric_alarm */
export function metricAlarmArguments(alarm: MetricAlarm, scope: Scope): object {
  const shape = metricAlarmShape<string | Expression>(alarm, scope.target);
  if (shape.EvaluationWindow !== undefined)
    scope.note(
      `${nameOf(alarm)} loses its wall clock window: the aws provider has no argument for EvaluationWindow.`,
    );
  const warmUp = shape.WarmUpConfiguration;
  return {
    alarm_name: shape.AlarmName,
    alarm_description: shape.AlarmDescription,
    actions_enabled: shape.ActionsEnabled,
    alarm_actions: shape.AlarmActions,
    ok_actions: shape.OKActions,
    insufficient_data_actions: shape.InsufficientDataActions,
    namespace: shape.Namespace,
    metric_name: shape.MetricName,
    dimensions: dimensionsOf(shape.Dimensions),
    statistic: shape.Statistic,
    extended_statistic: shape.ExtendedStatistic,
    period: shape.Period,
    unit: shape.Unit,
    metric_query: shape.Metrics?.map(metricQueryBlock),
    comparison_operator: shape.ComparisonOperator,
    threshold: shape.Threshold,
    threshold_metric_id: shape.ThresholdMetricId,
    evaluation_periods: shape.EvaluationPeriods,
    datapoints_to_alarm: shape.DatapointsToAlarm,
    treat_missing_data: shape.TreatMissingData,
    evaluate_low_sample_count_percentiles: shape.EvaluateLowSampleCountPercentile,
    warm_up_configuration:
      warmUp === undefined
        ? undefined
        : [
            {
              warm_up_period_duration_in_minutes: warmUp.WarmUpPeriodDurationInMinutes,
              only_start_evaluating_after_warm_up_period_ends:
                warmUp.OnlyStartEvaluatingAfterWarmUpPeriodEnds,
            },
          ],
    tags: alarm.tags,
  };
}

function metricQueryBlock(query: MetricQueryShape): object {
  const stat = query.MetricStat;
  return {
    id: query.Id,
    expression: query.Expression,
    label: query.Label,
    period: query.Period,
    return_data: query.ReturnData,
    account_id: query.AccountId,
    metric:
      stat === undefined
        ? undefined
        : [
            {
              namespace: stat.Metric.Namespace,
              metric_name: stat.Metric.MetricName,
              dimensions: dimensionsOf(stat.Metric.Dimensions),
              stat: stat.Stat,
              period: stat.Period,
              unit: stat.Unit,
            },
          ],
  };
}
