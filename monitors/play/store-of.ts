import type { Simulation } from '../alarms/simulation.ts';
import { ofKind } from '../definitions/definition.ts';
import { metricKey } from '../metrics/identity.ts';
import { createLogFeed } from '../metrics/log-feed.ts';
import { createMetricStore, type MetricStore } from '../metrics/store.ts';
import { watchedMetrics } from './watched.ts';

/** All metrics of a simulation, to be drawn and looked up; what filters cannot do is among the simulation's own notes. */
export function storeOf({ set, logs = [], observations = [], to }: Simulation): MetricStore {
  const fine = new Set(
    watchedMetrics(set)
      .filter(({ period }) => period < 60)
      .map(metricKey),
  );
  const store = createMetricStore({ highResolution: (metric) => fine.has(metricKey(metric)) });
  const feed = createLogFeed(ofKind(set.definitions, 'metric-filter'), store.add, () => undefined);
  for (const event of logs) feed.add(event);
  feed.flush(Number.POSITIVE_INFINITY);
  for (const observation of observations) if (observation.at <= to) store.add(observation);
  return store;
}
