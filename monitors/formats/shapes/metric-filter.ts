import { z } from 'zod';
import type { MetricFilter } from '../../definitions/metric-filter.ts';
import { compact, filled } from '../compact.ts';
import { flag, number, shape, text } from './scalars.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-metricfilter.html */
export const metricFilterSchema = shape({
  FilterName: text,
  FilterPattern: text,
  LogGroupName: text,
  ApplyOnTransformedLogs: flag.optional(),
  MetricTransformations: z
    .array(
      shape({
        MetricNamespace: text,
        MetricName: text,
        MetricValue: text,
        DefaultValue: number.optional(),
        Unit: text.optional(),
        Dimensions: z.array(shape({ Key: text, Value: text })).optional(),
      }),
      { error: 'a list of one transformation' },
    )
    .length(1, { error: 'a list of one transformation' }),
});

export function metricFilterShape(filter: MetricFilter) {
  const { transformation } = filter;
  const dimensions = Object.entries(transformation.dimensions ?? {});
  return compact({
    FilterName: filter.name,
    FilterPattern: filter.pattern,
    LogGroupName: filter.logGroup,
    ApplyOnTransformedLogs: filter.applyOnTransformedLogs,
    MetricTransformations: [
      compact({
        MetricNamespace: transformation.namespace,
        MetricName: transformation.metricName,
        MetricValue: transformation.value,
        DefaultValue: transformation.defaultValue,
        Unit: transformation.unit,
        Dimensions: filled(dimensions.map(([Key, Value]) => ({ Key, Value }))),
      }),
    ],
  });
}

export function metricFilterOf(filter: z.infer<typeof metricFilterSchema>): MetricFilter {
  const [transformation] = filter.MetricTransformations;
  const dimensions = transformation?.Dimensions ?? [];
  return compact({
    kind: 'metric-filter' as const,
    name: filter.FilterName,
    logGroup: filter.LogGroupName,
    pattern: filter.FilterPattern,
    transformation: compact({
      namespace: transformation?.MetricNamespace ?? '',
      metricName: transformation?.MetricName ?? '',
      value: transformation?.MetricValue ?? '',
      defaultValue: transformation?.DefaultValue,
      dimensions: filled(Object.fromEntries(dimensions.map(({ Key, Value }) => [Key, Value]))),
      unit: transformation?.Unit === 'None' ? undefined : transformation?.Unit,
    }),
    applyOnTransformedLogs: filter.ApplyOnTransformedLogs === true ? true : undefined,
  });
}
