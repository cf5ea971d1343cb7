import { groupBy } from '../../../core/group-by.ts';
import { ofKind } from '../../definitions/definition.ts';
import { createLogFeed } from '../../metrics/log-feed.ts';
import { metricKey } from '../../metrics/identity.ts';
import { needsDistribution, parseStatistic } from '../../metrics/statistics/statistic.ts';
import { createMetricStore, type MetricStore } from '../../metrics/store.ts';
import { metricsOf } from '../evaluation/settings.ts';
import type { Simulation } from '../simulation.ts';
import type { Notes } from './notes.ts';
import type { WatchedAlarms } from './watched-alarms.ts';

/** The metrics of a simulation, filled as its time goes on. */
export interface MetricData {
  /** What a region's alarms see: what was observed, and the metrics of filters that live in the region. */
  readonly of: (region: string) => MetricStore;
  /** Takes in all that happened before `until`, milliseconds since 1970. */
  readonly readUntil: (until: number) => void;
}

export function createMetricData(
  simulation: Simulation,
  alarms: WatchedAlarms,
  notes: Notes,
): MetricData {
  const { environment, definitions } = simulation.set;
  const stores = new Map<string, MetricStore>();
  const options = storeOptions(alarms);
  const storeOf = (region: string): MetricStore => {
    const store = stores.get(region) ?? createMetricStore(options);
    stores.set(region, store);
    return store;
  };
  for (const { region } of alarms.metric) storeOf(region);

  const filters = groupBy(
    ofKind(definitions, 'metric-filter'),
    ({ region = environment.region }) => region,
  );
  const feeds = [...filters].map(([region, ofRegion]) =>
    createLogFeed(ofRegion, storeOf(region).add, (note) => notes.add(note)),
  );
  const logs = readerOf(simulation.logs ?? [], (event) => {
    for (const feed of feeds) feed.add(event);
  });
  const observations = readerOf(simulation.observations ?? [], (observation) => {
    for (const store of stores.values()) store.add(observation);
  });
  return {
    of: storeOf,
    readUntil(until) {
      logs(until);
      observations(until);
      for (const feed of feeds) feed.flush(until);
    },
  };
}

/** Only what some alarm asks for is kept in detail. */
function storeOptions(alarms: WatchedAlarms): Parameters<typeof createMetricStore>[0] {
  const watched = alarms.metric.flatMap(({ alarm }) => metricsOf(alarm));
  const fast = new Set(watched.filter(({ period }) => period < 60).map(metricKey));
  const detailed = new Set(
    watched
      .filter(({ stat }) => {
        const statistic = parseStatistic(stat);
        return statistic !== undefined && needsDistribution(statistic);
      })
      .map(metricKey),
  );
  return {
    highResolution: (metric) => fast.has(metricKey(metric)),
    distributions: (metric) => detailed.has(metricKey(metric)),
  };
}

/** Hands over the items of an iterable, in the order of time, up to a time that moves forward. */
function readerOf<T extends { readonly at: number }>(
  items: Iterable<T>,
  take: (item: T) => void,
): (until: number) => void {
  const iterator = items[Symbol.iterator]();
  let next = iterator.next();
  return (until) => {
    while (next.done !== true && next.value.at < until) {
      take(next.value);
      next = iterator.next();
    }
  };
}
