import type { MetricAlarm } from '../../../definitions/metric-alarm.ts';
import { nameOf } from '../../../definitions/definition.ts';
import type { metricQueryShape } from '../../shapes/metric-query.ts';
import { metricAlarmShape } from '../../shapes/metric-alarm.ts';
import { dimensionsOf } from '../../shapes/dimensions.ts';
import { argumentName } from '../argument.ts';
import type { Expression } from './expression.ts';
import type { Scope } from './scope.ts';

/** https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudwatch_metric_alarm */
export function metricAlarmArguments(alarm: MetricAlarm, scope: Scope): object {
  const shape = metricAlarmShape<string | Expression>(alarm, scope.target);
  if (shape.EvaluationWindow !== undefined)
    scope.note(
      `${nameOf(alarm)} loses its wall clock window: the aws provider has no argument for EvaluationWindow.`,
    );
  const {
    Dimensions,
    EvaluationWindow: _,
    Metrics,
    Tags: _tags,
    WarmUpConfiguration,
    ...rest
  } = shape;
  return {
    ...argumentsOf(rest),
    dimensions: dimensionsOf(Dimensions),
    metric_query: Metrics?.map(metricQueryBlock),
    warm_up_configuration: WarmUpConfiguration && [argumentsOf(WarmUpConfiguration)],
    tags: alarm.tags,
  };
}

function metricQueryBlock({ MetricStat, ...query }: ReturnType<typeof metricQueryShape>): object {
  const { Metric: { Dimensions, ...metric } = {}, ...rest } = MetricStat ?? {};
  const block = { ...argumentsOf({ ...metric, ...rest }), dimensions: dimensionsOf(Dimensions) };
  return { ...argumentsOf(query), metric: MetricStat && [block] };
}

/** Properties of AWS's formats by the names of the provider's arguments. */
function argumentsOf(properties: object): object {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [argumentName(name), value]),
  );
}
