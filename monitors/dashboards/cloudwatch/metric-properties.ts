import type { MetricWidget } from '../../definitions/dashboard.ts';
import type { MetricQuery } from '../../definitions/metric.ts';
import { defined } from '../defined.ts';

const views: Readonly<Record<MetricWidget['view'], { view: string; stacked: boolean }>> = {
  line: { view: 'timeSeries', stacked: false },
  stacked: { view: 'timeSeries', stacked: true },
  bar: { view: 'bar', stacked: false },
  number: { view: 'singleValue', stacked: false },
};

/** Properties of a metric widget in a dashboard body. */
export function metricProperties(widget: MetricWidget, region: string): Record<string, unknown> {
  return defined({
    title: widget.title,
    region: widget.region ?? region,
    ...views[widget.view],
    metrics: widget.queries.map(metricEntry),
    yAxis: yAxisOf(widget),
    annotations: annotationsOf(widget),
  });
}

/**
 * One entry of the `metrics` array: namespace, name and dimensions in a row with an object of options behind, or that
 * object alone for an expression. A unit cannot be said there: a graph takes all observations.
 */
function metricEntry(query: MetricQuery): unknown[] {
  const options = {
    id: query.id,
    label: query.label,
    visible: query.returnData === false ? false : undefined,
    accountId: query.accountId,
  };
  if (query.metric === undefined)
    return [defined({ expression: query.expression, period: query.period, ...options })];
  const { namespace, metricName, dimensions = {}, stat, period } = query.metric;
  return [
    namespace,
    metricName,
    ...Object.entries(dimensions).flat(),
    defined({ stat, period, ...options }),
  ];
}

function yAxisOf({ axis }: MetricWidget): object | undefined {
  if (axis === undefined) return undefined;
  const { label, min, max } = axis;
  // With a label of ours, CloudWatch's own unit beside it would only confuse.
  return { left: defined({ label, min, max, showUnits: label === undefined ? undefined : false }) };
}

function annotationsOf({ lines = [] }: MetricWidget): object | undefined {
  return lines.length === 0
    ? undefined
    : { horizontal: lines.map(({ label, value }) => ({ label, value })) };
}
