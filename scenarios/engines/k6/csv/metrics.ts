/** A counter of the script's own that is wanted, e.g. `bookings` split by its tag `outcome`. */
export interface WantedCounter {
  readonly name: string;
  /** Counted as `name{tag=value}` for each value of this tag or column; as `name` where it is missing. */
  readonly splitBy?: string;
}

export interface WantedMetrics {
  /** Counters besides k6's own, see {@link builtInCounters}. */
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

export const builtInCounters = [
  'http_reqs',
  'iterations',
  'dropped_iterations',
  'data_sent',
  'data_received',
] as const;
export const builtInGauges = ['vus', 'vus_max'] as const;

export function usesOf(wanted: WantedMetrics): ReadonlyMap<string, MetricUse> {
  const counters: readonly WantedCounter[] = [
    ...builtInCounters.map((name) => ({ name })),
    ...(wanted.counters ?? []),
  ];
  return new Map<string, MetricUse>([
    ...counters.map(({ name, splitBy }) => [name, { kind: 'counter', name, splitBy }] as const),
    ...builtInGauges.map((name) => [name, { kind: 'gauge', name }] as const),
    ...(wanted.trends ?? []).map(
      (name) => [name, { kind: 'trend', name: `metric:${name}` }] as const,
    ),
    ['http_req_duration', { kind: 'request' }],
  ]);
}
