import type { Dimensions, MetricQuery } from '../../../definitions/metric.ts';
import type { Block } from '../../layout.ts';

/** Units that ought to carry the same load. */
export interface UnitMetric {
  /** `Connections per reader`: titles are made of it. */
  readonly what: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly stat: string;
  readonly units: readonly { readonly label: string; readonly dimensions: Dimensions }[];
}

const period = 60;

/** Each unit's own value, and, where there are several, each one's share and the spread over all. */
export function unitSection(metric: UnitMetric): Block[] {
  const graphs = metric.units.length > 1 ? [shares(metric), spread(metric)] : [];
  return [values(metric), ...graphs];
}

/** Each unit's own value. */
export function values(metric: UnitMetric): Block {
  return graph(metric.what, 'line', unitQueries(metric, true));
}

function shares(metric: UnitMetric): Block {
  const ids = idsOf(metric);
  const expressions = metric.units.map(({ label }, index): MetricQuery => ({
    id: `share${index + 1}`,
    expression: `100 * ${ids[index] ?? ''} / SUM([${ids.join(', ')}])`,
    label,
  }));
  const queries = [...unitQueries(metric, false), ...expressions];
  return graph(`${metric.what}: share`, 'stacked', queries, { label: '%', min: 0, max: 100 });
}

/** (MAX - MIN) / AVG: 0 is even, 1 is a gap as large as the mean. MAX, MIN and AVG of an array give a time series. */
function spread(metric: UnitMetric): Block {
  const all = `[${idsOf(metric).join(', ')}]`;
  const expression: MetricQuery = {
    id: 'spread',
    expression: `(MAX(${all}) - MIN(${all})) / AVG(${all})`,
    label: '(max - min) / mean',
  };
  const queries = [...unitQueries(metric, false), expression];
  return graph(`${metric.what}: spread`, 'line', queries, { min: 0 });
}

function idsOf({ units }: UnitMetric): string[] {
  return units.map((_, index) => `u${index + 1}`);
}

function unitQueries(metric: UnitMetric, returnData: boolean): MetricQuery[] {
  const { namespace, metricName, stat, units } = metric;
  const ids = idsOf(metric);
  return units.map(({ label, dimensions }, index) => ({
    id: ids[index] ?? '',
    metric: { namespace, metricName, dimensions, stat, period },
    label,
    returnData,
  }));
}

function graph(
  title: string,
  view: 'line' | 'stacked',
  queries: readonly MetricQuery[],
  axis?: { label?: string; min?: number; max?: number },
): Block {
  const widget = {
    kind: 'metric',
    title,
    view,
    queries,
    ...(axis === undefined ? {} : { axis }),
  } as const;
  return { width: 8, height: 6, widget };
}
