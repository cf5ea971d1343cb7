import { z } from 'zod';
import { records } from './declaration.ts';

const seriesLine = z.object({
  /** Second since 1970. */
  t: z.number(),
  /** Added up within the second. */
  counters: z.record(z.string(), z.number()),
  /** The last value of the second. */
  gauges: z.record(z.string(), z.number()),
});

/** One second of the engine's counters and gauges. */
export type SeriesLine = z.infer<typeof seriesLine>;

/** Counters that every engine gives, in the names of the run folder; the rest are the script's own. */
export const counters = {
  requests: 'requests',
  iterations: 'iterations',
  /** Iterations that were due and could not be started. */
  droppedIterations: 'dropped_iterations',
  bytesSent: 'bytes_sent',
  bytesReceived: 'bytes_received',
  visitorsStarted: 'visitors_started',
  visitorsFinished: 'visitors_finished',
  pageViews: 'page_views',
  bookings: 'bookings',
  /** Points of a script's own among those of the engine's requests: they went nowhere. */
  noRequests: 'no_requests',
} as const;

/** What is counted by the status that it ended with, as `NAME{status=STATUS}`; as `NAME` where none is told. */
export const byStatus = {
  /** Requests that were turned away as the script expects. */
  shed: 'requests_shed',
  /** 101 is a session that was opened; 0 that nothing answered. */
  sessions: 'websocket_sessions',
  /** 0 is a call that succeeded. */
  calls: 'grpc_calls',
} as const;

/** The counter of what ended with this status. */
export function endedWith(
  name: (typeof byStatus)[keyof typeof byStatus],
  status: number | undefined,
): string {
  return status === undefined ? name : `${name}{status=${status}}`;
}

/** The counter of bookings that ended in this way. */
export function bookingsThatWere(outcome: 'acknowledged' | 'refused' | 'indeterminate'): string {
  return `${counters.bookings}{outcome=${outcome}}`;
}

export const gauges = {
  /** Who plays visitors at once, whatever the engine calls them. */
  virtualUsers: 'virtual_users',
  virtualUsersMost: 'virtual_users_most',
} as const;

export const series = records({
  name: 'series.ndjson',
  about: "The engine's counters and gauges, a line per second.",
  writtenBy: 'run, of what the engine plays',
  readBy: 'reports',
  expected: () => ({
    because: 'every run records what its engine counted',
    coverage: { everySeconds: 1 },
  }),
  schema: seriesLine,
});
