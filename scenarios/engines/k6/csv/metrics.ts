import { counters, gauges } from '../../../../core/run-folder/files/series.ts';

/** A counter of the script's own that is wanted, e.g. `bookings` split by its tag `outcome`. */
export interface WantedCounter {
  readonly name: string;
  /** Counted as `name{tag=value}` for each value of this tag or column; as `name` where it is missing. */
  readonly splitBy?: string;
}

export interface WantedMetrics {
  /** Counters besides k6's own, see below. */
  readonly counters?: readonly WantedCounter[];
  /** Trends in milliseconds, e.g. `think_lag`: kept as histograms named `metric:think_lag`. */
  readonly trends?: readonly string[];
}

/** What is done with the points of a metric. */
export type MetricUse =
  | { readonly kind: 'request' }
  | { readonly kind: 'trend'; readonly name: string }
  | { readonly kind: 'counter'; readonly name: string; readonly splitBy: string | undefined }
  | { readonly kind: 'gauge'; readonly name: string };

/** k6's own counters and gauges, and what the run folder calls them. */
const builtInCounters = {
  http_reqs: counters.requests,
  iterations: counters.iterations,
  dropped_iterations: counters.droppedIterations,
  data_sent: counters.bytesSent,
  data_received: counters.bytesReceived,
} as const;
const builtInGauges = { vus: gauges.virtualUsers, vus_max: gauges.virtualUsersMost } as const;

export function usesOf(wanted: WantedMetrics): ReadonlyMap<string, MetricUse> {
  const ofTheScript = wanted.counters ?? [];
  return new Map<string, MetricUse>([
    ...Object.entries(builtInCounters).map(
      ([metric, name]) => [metric, { kind: 'counter', name, splitBy: undefined }] as const,
    ),
    ...ofTheScript.map(({ name, splitBy }) => [name, { kind: 'counter', name, splitBy }] as const),
    ...Object.entries(builtInGauges).map(
      ([metric, name]) => [metric, { kind: 'gauge', name }] as const,
    ),
    ...(wanted.trends ?? []).map(
      (name) => [name, { kind: 'trend', name: `metric:${name}` }] as const,
    ),
    ['http_req_duration', { kind: 'request' }],
  ]);
}
