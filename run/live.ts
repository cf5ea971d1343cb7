import { formatSeconds } from '../core/duration.ts';
import { addLine, emptyHistogram, quantile } from '../core/statistics/histogram.ts';
import type { HistogramLine, SeriesLine } from '../core/run-folder/records.ts';

/** What is happening right now, gathered from the lines that the run writes. */
export interface LiveState {
  readonly seeHistogram: (line: HistogramLine) => void;
  readonly seeSeries: (line: SeriesLine) => void;
  /** One line: time, visitors, requests/s, p95, errors, bookings. */
  readonly text: (elapsedSeconds: number) => string;
  /** Requests seen so far. */
  readonly requests: () => number;
  /** Second since 1970 in which the first visitor, or for foreign scripts the first iteration, was seen. */
  readonly firstSecond: () => number | undefined;
}

/** Seconds that rates and percentiles of the live line look back. */
const lookBack = 5;

export function liveState(): LiveState {
  const recent: HistogramLine[] = [];
  const totals = {
    requests: 0,
    failed: 0,
    present: 0,
    finishedAny: false,
    vus: 0,
    booked: 0,
    taken: 0,
  };
  let first: number | undefined;

  return {
    seeHistogram: (line) => {
      if (line.name.startsWith('metric:')) return;
      totals.requests += line.n;
      if (line.outcome === 'failed') totals.failed += line.n;
      recent.push(line);
      const newest = line.t;
      while ((recent[0]?.t ?? newest) <= newest - lookBack) recent.shift();
    },
    seeSeries: ({ t, counters, gauges }) => {
      const begun = counters['visitors_started'] ?? 0;
      if (begun > 0 || (gauges['vus'] ?? 0) > 0) first = Math.min(first ?? t, t);
      totals.present += begun - (counters['visitors_finished'] ?? 0);
      totals.finishedAny ||= begun > 0;
      totals.vus = gauges['vus'] ?? totals.vus;
      totals.booked += counters['bookings{outcome=acknowledged}'] ?? 0;
      totals.taken += counters['bookings{outcome=refused}'] ?? 0;
    },
    text: (elapsedSeconds) => {
      const latencies = emptyHistogram();
      for (const line of recent) if (line.outcome !== 'failed') addLine(latencies, line);
      const perSecond = recent.reduce((sum, line) => sum + line.n, 0) / lookBack;
      const p95 = (quantile(latencies, 0.95) ?? 0) / 1000;
      const visitors = totals.finishedAny ? totals.present : totals.vus;
      return [
        formatSeconds(elapsedSeconds),
        `${grouped(visitors)} visitors`,
        `${grouped(perSecond)} requests/s`,
        `p95 ${p95 < 10 ? p95.toFixed(1) : grouped(p95)} ms`,
        `${grouped(totals.failed)} errors`,
        `${grouped(totals.booked)} bookings`,
        ...(totals.taken > 0 ? [`${grouped(totals.taken)} taken`] : []),
      ].join('  ');
    },
    requests: () => totals.requests,
    firstSecond: () => first,
  };
}

function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
