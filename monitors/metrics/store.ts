import type { Observation } from './observation.ts';
import type { Metric, MetricStat } from '../definitions/metric.ts';
import { addToBuckets, collect, emptyBuckets, type Buckets } from './buckets.ts';
import type { Datapoint, MetricSource } from './datapoint.ts';
import { metricKey, observationKey, statisticKey } from './identity.ts';
import { computeStatistic } from './statistics/compute.ts';
import { emptySample } from './statistics/sample.ts';
import { needsDistribution, parseStatistic, type Statistic } from './statistics/statistic.ts';

export interface MetricStore extends MetricSource {
  /** Takes observations in any order of time. A value that is no finite number is none, as for PutMetricData. */
  readonly add: (observation: Observation) => void;
  /** Whether anything was ever published for the metric. */
  readonly has: (metric: MetricStat) => boolean;
}

export interface MetricStoreOptions {
  /**
   * Metrics kept per second instead of per minute. AWS goes by the publisher's StorageResolution; who only has
   * observations may take those that are watched in periods below a minute. Default: none.
   */
  readonly highResolution?: (metric: Metric) => boolean;
  /** Metrics whose single values are kept, for percentiles and their kin. Default: all. */
  readonly distributions?: (metric: Metric) => boolean;
}

interface StoredMetric {
  readonly resolution: number;
  readonly withValues: boolean;
  readonly units: Map<string, Buckets>;
}

const second = 1000;
const minute = 60_000;

/** The unit of what is published without one: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html */
const noUnit = 'None';

/**
 * Metrics in memory: takes observations and gives statistics. Sums, averages, extremes and counts are exact;
 * percentiles are exact up to `exactValues` different values a minute.
 */
export function createMetricStore(options: MetricStoreOptions = {}): MetricStore {
  const { highResolution = () => false, distributions = () => true } = options;
  const metrics = new Map<string, StoredMetric>();
  const statistics = new Map<string, Statistic | undefined>();
  // Definitions do not change, so the text that stands for one is made once.
  const keys = new WeakMap<MetricStat, readonly [own: string, any: string]>();

  const stored = (metric: Observation): StoredMetric => {
    const key = observationKey(metric);
    const known = metrics.get(key);
    if (known !== undefined) return known;
    const created: StoredMetric = {
      resolution: highResolution(metric) ? second : minute,
      withValues: distributions(metric),
      units: new Map(),
    };
    metrics.set(key, created);
    return created;
  };

  /** Values that are this statistic already, or else all of the metric. */
  const storedOf = (metric: MetricStat): StoredMetric | undefined => {
    const known = keys.get(metric) ?? ([statisticKey(metric), metricKey(metric)] as const);
    keys.set(metric, known);
    return metrics.get(known[0]) ?? metrics.get(known[1]);
  };

  const statisticOf = (text: string): Statistic | undefined => {
    if (!statistics.has(text)) statistics.set(text, parseStatistic(text));
    return statistics.get(text);
  };

  return {
    add(observation) {
      const { at, value, count = 1, unit = noUnit } = observation;
      if (!Number.isFinite(value) || !(count > 0)) return;
      const { units, resolution, withValues } = stored(observation);
      const buckets = units.get(unit) ?? emptyBuckets(resolution, withValues);
      if (buckets.latest === undefined) units.set(unit, buckets);
      addToBuckets(buckets, at, value, count);
    },
    has: (metric) => storedOf(metric) !== undefined,
    datapoint(metric, start, seconds) {
      const units = storedOf(metric)?.units;
      const statistic = statisticOf(metric.stat);
      if (units === undefined || statistic === undefined) return undefined;
      return datapointOf(statistic, units, metric.unit, start, start + seconds * second);
    },
  };
}

function datapointOf(
  statistic: Statistic,
  units: ReadonlyMap<string, Buckets>,
  unit: string | undefined,
  start: number,
  end: number,
): Datapoint | undefined {
  const sample = emptySample(needsDistribution(statistic));
  for (const [name, buckets] of units)
    if (unit === undefined || unit === name) collect(sample, buckets, start, end);
  if (sample.count === 0) return undefined;
  const value = computeStatistic(statistic, sample);
  return value === undefined ? undefined : { value, sampleCount: sample.count };
}
