import { formatSeconds } from '../core/duration.ts';
import { addLine, emptyHistogram, quantile } from '../core/statistics/histogram.ts';
import type { HistogramLine } from '../core/statistics/histogram-line.ts';
import {
  bookingsThatWere,
  counters,
  gauges,
  type SeriesLine,
} from '../core/run-folder/files/series.ts';

/** What is happening right now, gathered from the lines that the run writes. */
export interface LiveState {
  readonly seeHistogram: (line: HistogramLine) => void;
  readonly seeSeries: (line: SeriesLine) => void;
  /** One line: time, visitors, requests/s, p95, errors, bookings. */
  readonly text: (elapsedSeconds: number) => string;
  /** Milliseconds since 1970, to the second, at which the first visitor was seen, by whatever the engine counts. */
  readonly beganAt: () => number | undefined;
}

/** Seconds that rates and percentiles of the live line look back. */
const lookBack = 5;

export function liveState(): LiveState {
  const recent: HistogramLine[] = [];
  const totals = {
    requests: 0,
    failed: 0,
    present: 0,
    startedAny: false,
    virtualUsers: 0,
    booked: 0,
    taken: 0,
  };
  let first: number | undefined;

  return {
    seeHistogram: (line) => {
      totals.requests += line.n;
      if (line.outcome === 'failed') totals.failed += line.n;
      recent.push(line);
      const newest = line.t;
      while ((recent[0]?.t ?? newest) <= newest - lookBack) recent.shift();
    },
    seeSeries: ({ t, counters: counted, gauges: gauged }) => {
      const begun = counted[counters.visitorsStarted] ?? 0;
      const playing = Math.max(gauged[gauges.virtualUsers] ?? 0, counted[counters.iterations] ?? 0);
      if (begun > 0 || playing > 0) first = Math.min(first ?? t, t);
      totals.present += begun - (counted[counters.visitorsFinished] ?? 0);
      totals.startedAny ||= begun > 0;
      totals.virtualUsers = gauged[gauges.virtualUsers] ?? totals.virtualUsers;
      totals.booked += counted[bookingsThatWere('acknowledged')] ?? 0;
      totals.taken += counted[bookingsThatWere('refused')] ?? 0;
    },
    text: (elapsedSeconds) => {
      const latencies = emptyHistogram();
      for (const line of recent) if (line.outcome !== 'failed') addLine(latencies, line);
      const perSecond = recent.reduce((sum, line) => sum + line.n, 0) / lookBack;
      const p95 = quantile(latencies, 0.95);
      const visitors = totals.startedAny ? totals.present : totals.virtualUsers;
      return [
        formatSeconds(elapsedSeconds),
        `${grouped(visitors)} visitors`,
        `${grouped(perSecond)} requests/s`,
        `p95 ${p95 === undefined ? 'none, no answers' : inMilliseconds(p95)}`,
        `${grouped(totals.failed)} errors`,
        // Scripts of the user's own do not tell of bookings.
        ...(totals.startedAny ? [`${grouped(totals.booked)} bookings`] : []),
        ...(totals.taken > 0 ? [`${grouped(totals.taken)} taken`] : []),
      ].join('  ');
    },
    beganAt: () => (first === undefined ? undefined : first * 1000),
  };
}

function inMilliseconds(micros: number): string {
  const ms = micros / 1000;
  return `${ms < 10 ? ms.toFixed(1) : grouped(ms)} ms`;
}

function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
