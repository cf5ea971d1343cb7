import { groupBy } from '../../../core/group-by.ts';
import { sum } from '../../../core/statistics/sample.ts';
import type { Service } from '../load/series.ts';
import type { MeteredService, Requests } from '../load/metered.ts';
import { bump } from './events/event-collector.ts';
import type { Bundle } from './read-file.ts';
import { type TargetCounts, minuteMs } from './target-counts.ts';

/**
 * Services of which there are metrics, but no events, which tell more: metrics beside events are counted as not used. What
 * the load balancer counted is a service's where there is no other that it could be of.
 */
export function meteredServices(
  bundles: readonly Bundle[],
  withEvents: readonly Service[],
  counts: readonly TargetCounts[],
  unusable: Map<string, number>,
): MeteredService[] {
  const points = bundles.flatMap(({ run, metrics }) => metrics.map((point) => ({ run, point })));
  const known = new Set(withEvents.map(({ name }) => name));
  const groups = [
    ...groupBy(points, ({ run, point: { cluster, service } }) =>
      [run ?? '', cluster, service].join('\n'),
    ).values(),
  ].map((group) => group.map(({ point }) => point));
  const isAlone = groups.length === 1 && withEvents.length === 0;
  return groups.flatMap((own) => {
    const { cluster = '', service: name = '' } = own[0] ?? {};
    if (known.has(name)) {
      bump(unusable, 'minutes of metrics of services whose events are there', own.length);
      return [];
    }
    return [{ cluster, name, points: own, requests: isAlone ? requestsOf(counts) : undefined }];
  });
}

function requestsOf(counts: readonly TargetCounts[]): Requests | undefined {
  const targets = counts.flatMap((one) => [...one.targets.values()]);
  const cells = targets.flatMap(({ times }) => [
    ...new Set(times.map((time) => Math.floor(time / minuteMs))),
  ]);
  const minutes = new Set(cells).size;
  if (minutes === 0) return undefined;
  const requests = sum(targets.map((target) => sum(target.requests)));
  return { targets: cells.length / minutes, perTarget: requests / cells.length };
}
