import type { Metric } from '../definitions/metric.ts';
import { metricTitle } from '../metrics/identity.ts';
import type { Catalog } from './fact.ts';
import { isSameSet } from './router.ts';

/** What a run recorded: metrics that it gives, and the values of their dimensions in the words of the definitions. */
export interface Recorded {
  readonly catalog: Catalog;
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
  /** Namespace and name of metrics that filters make of log groups that the run has. */
  readonly fromLogs: ReadonlySet<string>;
  /** Metrics that the run could not give, and why; by namespace and name. */
  readonly unavailable: ReadonlyMap<string, string>;
}

/** Why a run cannot tell of a metric, as a sentence without its full stop; undefined when it can. */
export function whyUnknown(metric: Metric, recorded: Recorded): string | undefined {
  const name = nameKey(metric);
  const { dimensions = {} } = metric;
  if (recorded.fromLogs.has(name)) return undefined;
  const known = recorded.catalog.find((candidate) => nameKey(candidate) === name);
  if (known === undefined) {
    const reason = recorded.unavailable.get(name) ?? 'the run did not record it';
    return `${metricTitle(metric)}: ${reason}`;
  }
  const names = Object.keys(dimensions);
  if (!known.dimensionSets.some((set) => isSameSet(set, names))) {
    const sets = known.dimensionSets.map((set) => set.join(', ')).join(' or ');
    return `${metricTitle(metric)}: AWS publishes it by ${sets}`;
  }
  const unrecorded = Object.entries(dimensions).find(
    ([dimension, value]) => recorded.values.get(dimension)?.has(value) !== true,
  );
  if (unrecorded === undefined) return undefined;
  const [dimension, value] = unrecorded;
  if (dimension === 'LogGroupName') return `${metricTitle(metric)}: ${noLogFor(value)}`;
  const has = [...(recorded.values.get(dimension) ?? [])].join(', ');
  return has === ''
    ? `${metricTitle(metric)}: the run recorded it for no ${dimension}`
    : `${metricTitle(metric)}: the run recorded it for ${has} only (to use one of them for ${value}, pass --as)`;
}

export function nameKey({
  namespace,
  metricName,
}: Pick<Metric, 'namespace' | 'metricName'>): string {
  return `${namespace} ${metricName}`;
}

/** What is missing where a log group of the definitions has no lines in the run. */
export function noLogFor(group: string): string {
  return `no log of the run is mapped to ${group} (map one with --log-group)`;
}
