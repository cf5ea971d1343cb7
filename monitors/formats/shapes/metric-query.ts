import { z } from 'zod';
import type { MetricQuery } from '../../definitions/metric.ts';
import { compact } from '../compact.ts';
import { dimensionList, dimensionSchema, dimensionsOf } from './dimensions.ts';
import { flag, number, shape, text } from './scalars.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
export const metricQuerySchema = shape({
  Id: text,
  Expression: text.optional(),
  Label: text.optional(),
  Period: number.optional(),
  ReturnData: flag.optional(),
  AccountId: text.optional(),
  MetricStat: shape({
    Metric: shape({
      Namespace: text,
      MetricName: text,
      Dimensions: z.array(dimensionSchema).optional(),
    }),
    Stat: text,
    Period: number,
    Unit: text.optional(),
  }).optional(),
});

/** `ReturnData` is always written: AWS takes it as true when left out, Terraform as false. */
export function metricQueryShape(query: MetricQuery) {
  const { metric } = query;
  return compact({
    Id: query.id,
    Expression: query.expression,
    Label: query.label,
    Period: query.period,
    ReturnData: query.returnData ?? true,
    AccountId: query.accountId,
    MetricStat:
      metric === undefined
        ? undefined
        : compact({
            Metric: compact({
              Namespace: metric.namespace,
              MetricName: metric.metricName,
              Dimensions: dimensionList(metric.dimensions),
            }),
            Stat: metric.stat,
            Period: metric.period,
            Unit: metric.unit,
          }),
  });
}

export function metricQueryOf(query: z.infer<typeof metricQuerySchema>): MetricQuery {
  const stat = query.MetricStat;
  return compact({
    id: query.Id,
    metric:
      stat === undefined
        ? undefined
        : compact({
            namespace: stat.Metric.Namespace,
            metricName: stat.Metric.MetricName,
            dimensions: dimensionsOf(stat.Metric.Dimensions),
            stat: stat.Stat,
            period: stat.Period,
            unit: stat.Unit,
          }),
    expression: query.Expression,
    period: query.Period,
    label: query.Label,
    returnData: query.ReturnData === false ? false : undefined,
    accountId: query.AccountId,
  });
}
