import type { Protocol } from './places.ts';
import { byStatus, counters, gauges } from '../../../../core/run-folder/files/series.ts';

/** A metric that is wanted, and what the run folder calls it if not the same. */
export interface WantedMetric {
  readonly name: string;
  readonly as?: string;
}

/** A counter of the script's that is wanted, e.g. `bookings` split by its tag `outcome`. */
export interface WantedCounter extends WantedMetric {
  /** Counted as `name{tag=value}` for each value of this tag or column; as `name` where it is missing. */
  readonly splitBy?: string;
}

/** A trend that is wanted, e.g. `group_duration` split by its tag `group`. */
export interface WantedTrend extends WantedMetric {
  /** Kept apart for each value of this tag or column; without it, or where that is missing, as one. */
  readonly splitBy?: string;
}

export interface WantedMetrics {
  /** Counters besides k6's own, see below. */
  readonly counters?: readonly WantedCounter[];
  /** Trends in milliseconds. */
  readonly trends?: readonly WantedTrend[];
}

/** What is done with the points of a metric. */
export type MetricUse =
  | { readonly kind: 'request' }
  /** Load of another protocol than HTTP, of which only the place is kept. */
  | {
      readonly kind: 'place';
      readonly protocol: Protocol;
      /** What they are counted as, by status. */
      readonly as: (typeof byStatus)[keyof typeof byStatus] | undefined;
    }
  /** Whether the request just before it failed. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'trend'; readonly name: string; readonly splitBy: string | undefined }
  | { readonly kind: 'counter'; readonly name: string; readonly splitBy: string | undefined }
  | { readonly kind: 'gauge'; readonly name: string };

/** Requests of a browser, which connects by itself, whatever k6 is told to keep from. */
export const browserRequests = 'browser_http_req_duration';

/** k6's own counters and gauges, and what the run folder calls them. */
const builtInCounters = {
  http_reqs: counters.requests,
  iterations: counters.iterations,
  dropped_iterations: counters.droppedIterations,
  data_sent: counters.bytesSent,
  data_received: counters.bytesReceived,
} as const;
const builtInGauges = { vus: gauges.virtualUsers, vus_max: gauges.virtualUsersMost } as const;

/** One point each: a WebSocket session, a call, a request of a page in a browser. */
const placedMetrics = {
  ws_sessions: { protocol: 'web', as: byStatus.sessions },
  grpc_req_duration: { protocol: 'gRPC', as: byStatus.calls },
  [browserRequests]: { protocol: 'web', as: undefined },
} as const;

export function usesOf({
  counters: asked = [],
  trends = [],
}: WantedMetrics): Map<string, MetricUse> {
  const uses = new Map<string, MetricUse>();
  for (const [metric, placed] of Object.entries(placedMetrics))
    uses.set(metric, { kind: 'place', ...placed });
  for (const [metric, name] of Object.entries(builtInCounters))
    uses.set(metric, { kind: 'counter', name, splitBy: undefined });
  for (const { name, as = name, splitBy } of asked)
    uses.set(name, { kind: 'counter', name: as, splitBy });
  for (const [metric, name] of Object.entries(builtInGauges))
    uses.set(metric, { kind: 'gauge', name });
  for (const { name, as = name, splitBy } of trends)
    uses.set(name, { kind: 'trend', name: as, splitBy });
  uses.set('http_req_duration', { kind: 'request' });
  uses.set('http_req_failed', { kind: 'failed' });
  return uses;
}
