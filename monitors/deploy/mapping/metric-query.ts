import type { Dimension, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { StandardUnit } from '@aws-sdk/client-cloudwatch';
import type { Dimensions, MetricQuery } from '../../definitions/metric.ts';

/** Dimensions in the order of their names: no two orders of them differ. */
export function dimensionList(dimensions: Dimensions = {}): Dimension[] {
  return sortedDimensions(Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })));
}

export function sortedDimensions(dimensions: readonly Dimension[] = []): Dimension[] {
  return [...dimensions].toSorted((a, b) => ((a.Name ?? '') < (b.Name ?? '') ? -1 : 1));
}

const units: readonly string[] = Object.values(StandardUnit);

export function isUnit(unit: string): unit is StandardUnit {
  return units.includes(unit);
}

/** A unit as a field of a request; a unit that AWS does not know is refused before. */
export function unitField(unit: string | undefined): { Unit?: StandardUnit } {
  return unit !== undefined && isUnit(unit) ? { Unit: unit } : {};
}

export function wantedQueries(queries: readonly MetricQuery[]): MetricDataQuery[] {
  return canonicalQueries(
    queries.map(({ id, metric, expression, period, label, returnData, accountId }) => ({
      Id: id,
      Expression: expression,
      Period: period,
      Label: label,
      ReturnData: returnData,
      AccountId: accountId,
      ...(metric === undefined
        ? {}
        : {
            MetricStat: {
              Metric: {
                Namespace: metric.namespace,
                MetricName: metric.metricName,
                Dimensions: dimensionList(metric.dimensions),
              },
              Period: metric.period,
              Stat: metric.stat,
              ...unitField(metric.unit),
            },
          }),
    })),
  );
}

/** Queries in the order of their ids, what is returned said, and nothing empty. */
export function canonicalQueries(queries: readonly MetricDataQuery[]): MetricDataQuery[] {
  return queries
    .map(({ Id, MetricStat, Expression, Label, Period, AccountId, ReturnData = true }) => ({
      Id,
      ReturnData,
      ...(filled(Expression) ? { Expression } : {}),
      ...(filled(Label) ? { Label } : {}),
      ...(Period === undefined ? {} : { Period }),
      ...(filled(AccountId) ? { AccountId } : {}),
      ...(MetricStat === undefined
        ? {}
        : {
            MetricStat: {
              ...MetricStat,
              Metric: {
                ...MetricStat.Metric,
                Dimensions: sortedDimensions(MetricStat.Metric?.Dimensions),
              },
            },
          }),
    }))
    .toSorted((a, b) => ((a.Id ?? '') < (b.Id ?? '') ? -1 : 1));
}

/** AWS says nothing and the empty text for the same. */
export function filled(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}
