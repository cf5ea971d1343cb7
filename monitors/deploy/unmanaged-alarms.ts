import type { Dimension } from '@aws-sdk/client-cloudwatch';
import type { Owner } from './resource/ownership.ts';
import { isSameOwner } from './resource/ownership.ts';
import type { Account } from './read/account.ts';
import type { Resource } from './resource/resource.ts';
import { describe } from './resource/resource.ts';

/**
 * Alarms of others that look at a metric of ours, a sentence each. Ours is what our filters publish, whatever its
 * dimensions, and what our alarms look at, dimensions included.
 */
export function unmanagedAlarms(owner: Owner, { found }: Account): string[] {
  const whole = found.filter((thing) => thing.whole);
  const isOurs = (thing: (typeof whole)[number]): boolean =>
    thing.owner !== undefined && isSameOwner(thing.owner, owner);
  const users = new Map(
    whole
      .filter(isOurs)
      .flatMap(({ resource }) => ourMetrics(resource).map((metric) => [metric, resource] as const)),
  );
  return whole.flatMap((thing) => {
    if (isOurs(thing) || thing.resource.kind !== 'metric-alarm') return [];
    const { resource } = thing;
    for (const { name, exact } of alarmMetrics(resource)) {
      const user = users.get(exact) ?? users.get(JSON.stringify([resource.region, name]));
      if (user !== undefined)
        return [
          `${describe(resource)} does not belong to the stack but uses ${name}, as does ${describe(user)}.`,
        ];
    }
    return [];
  });
}

interface MetricIdentity {
  /** `namespace name`. */
  readonly name: string;
  /** With the region and the dimensions. */
  readonly exact: string;
}

function ourMetrics(resource: Resource): string[] {
  if (resource.kind === 'metric-filter') {
    return (resource.content.metricTransformations ?? []).map(
      ({ metricNamespace = '', metricName = '' }) =>
        JSON.stringify([resource.region, `${metricNamespace} ${metricName}`]),
    );
  }
  return resource.kind === 'metric-alarm' ? alarmMetrics(resource).map(({ exact }) => exact) : [];
}

function alarmMetrics(alarm: Resource): MetricIdentity[] {
  if (alarm.kind !== 'metric-alarm') return [];
  const { Namespace, MetricName, Dimensions, Metrics = [] } = alarm.content;
  const metrics = Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);
  return [{ Namespace, MetricName, Dimensions }, ...metrics].flatMap((metric) =>
    metric.Namespace === undefined || metric.MetricName === undefined
      ? []
      : [identity(alarm.region, metric.Namespace, metric.MetricName, metric.Dimensions)],
  );
}

function identity(
  region: string,
  namespace: string,
  metricName: string,
  dimensions: readonly Dimension[] = [],
): MetricIdentity {
  const name = `${namespace} ${metricName}`;
  const pairs = dimensions.map(({ Name = '', Value = '' }) => `${Name}=${Value}`).toSorted();
  return { name, exact: JSON.stringify([region, name, ...pairs]) };
}
