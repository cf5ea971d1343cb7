import type { DashboardVariable, LogWidget } from '../../definitions/dashboard.ts';
import type { Dimensions, MetricQuery, MetricStat } from '../../definitions/metric.ts';
import { defined } from '../defined.ts';
import { dataSource } from './data-source.ts';
import { variableName } from './variable.ts';

/** Grafana's own numbers for how a metric query is meant and edited. */
const queryType = { search: 0, insights: 1 } as const;
const editorMode = { builder: 0, code: 1 } as const;

export interface TargetPlace {
  readonly region: string;
  readonly variables: readonly DashboardVariable[];
}

/** A query of a panel; metric math refers to the others by their ids, as in CloudWatch. */
export function metricTarget(query: MetricQuery, index: number, place: TargetPlace): object {
  const common = {
    refId: refIdOf(index),
    id: query.id,
    datasource: dataSource,
    queryMode: 'Metrics',
    region: place.region,
    label: query.label ?? '',
    hide: query.returnData === false,
    accountId: query.accountId,
  };
  return query.metric === undefined
    ? defined({ ...common, ...expressionPart(query.expression ?? '', query.period) })
    : defined({ ...common, ...metricPart(query.metric, place.variables) });
}

function metricPart(metric: MetricStat, variables: readonly DashboardVariable[]): object {
  return {
    metricQueryType: queryType.search,
    metricEditorMode: editorMode.builder,
    namespace: metric.namespace,
    metricName: metric.metricName,
    dimensions: withVariables(metric.dimensions ?? {}, variables),
    matchExact: true,
    statistic: metric.stat,
    period: String(metric.period),
    expression: '',
  };
}

function expressionPart(expression: string, period: number | undefined): object {
  const insights = /^\s*SELECT\s/i.test(expression);
  return {
    metricQueryType: insights ? queryType.insights : queryType.search,
    metricEditorMode: editorMode.code,
    namespace: '',
    metricName: '',
    dimensions: {},
    matchExact: true,
    statistic: 'Average',
    period: period === undefined ? '' : String(period),
    expression: insights ? '' : expression,
    sqlExpression: insights ? expression : undefined,
  };
}

/** A dimension that the reader may pick takes the variable in place of its value. */
function withVariables(
  dimensions: Dimensions,
  variables: readonly DashboardVariable[],
): Record<string, string> {
  const picked = new Set(variables.map(({ dimension }) => dimension));
  return Object.fromEntries(
    Object.entries(dimensions).map(([name, value]) => [
      name,
      picked.has(name) ? `$${variableName(name)}` : value,
    ]),
  );
}

/** A Logs Insights query. */
export function logTarget(widget: LogWidget, region: string): object {
  return {
    refId: refIdOf(0),
    id: '',
    datasource: dataSource,
    queryMode: 'Logs',
    queryLanguage: 'CWLI',
    region,
    logGroupNames: widget.logGroups,
    expression: widget.query,
    statsGroups: [],
  };
}

/** A, B, ..., Z, AA, AB, ... */
export function refIdOf(index: number): string {
  const letter = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? letter : `${refIdOf(Math.floor(index / 26) - 1)}${letter}`;
}
