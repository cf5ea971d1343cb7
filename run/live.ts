import { formatSeconds } from '../core/duration.ts';
import { addLine, emptyHistogram, quantile } from '../core/statistics/histogram.ts';
import type { FailureLine } from '../core/run-folder/files/failures.ts';
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
  readonly seeFailure: (line: FailureLine) => void;
  /**
   * One line: time, visitors, requests/s, p95, errors with the most frequent reason of late, bookings. `now` in
   * milliseconds since 1970: where nothing comes any more, nothing is told of as recent.
   */
  readonly text: (elapsedSeconds: number, now: number) => string;
  /** Milliseconds since 1970, to the second, at which the first visitor was seen, by whatever the engine counts. */
  readonly beganAt: () => number | undefined;
}

/** Seconds that rates and percentiles of the live line look back. */
const lookBack = 5;
/** Seconds that lines may come late: engines write what they counted once a second, and a second is told when it is over. */
const mostLate = 5;

export function liveState(): LiveState {
  const recent: HistogramLine[] = [];
  const failures: FailureLine[] = [];
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
  let newest = -Infinity;
  const passTo = (second: number): void => {
    newest = Math.max(newest, second);
    forgetOld(recent, newest);
    forgetOld(failures, newest);
  };

  return {
    seeHistogram: (line) => {
      totals.requests += line.n;
      if (line.outcome === 'failed') totals.failed += line.n;
      recent.push(line);
      passTo(line.t);
    },
    seeFailure: (line) => failures.push(line),
    seeSeries: ({ t, counters: counted, gauges: gauged }) => {
      passTo(t);
      const begun = counted[counters.visitorsStarted] ?? 0;
      const playing = Math.max(gauged[gauges.virtualUsers] ?? 0, counted[counters.iterations] ?? 0);
      if (begun > 0 || playing > 0) first = Math.min(first ?? t, t);
      totals.present += begun - (counted[counters.visitorsFinished] ?? 0);
      totals.startedAny ||= begun > 0;
      totals.virtualUsers = gauged[gauges.virtualUsers] ?? totals.virtualUsers;
      totals.booked += counted[bookingsThatWere('acknowledged')] ?? 0;
      totals.taken += counted[bookingsThatWere('refused')] ?? 0;
    },
    text: (elapsedSeconds, now) => {
      passTo(Math.floor(now / 1000) - mostLate);
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
        `${grouped(totals.failed)} errors${inBrackets(mostFrequent(failures))}`,
        // Scripts of the user's own do not tell of bookings.
        ...(totals.startedAny ? [`${grouped(totals.booked)} bookings`] : []),
        ...(totals.taken > 0 ? [`${grouped(totals.taken)} taken`] : []),
      ].join('  ');
    },
    beganAt: () => (first === undefined ? undefined : first * 1000),
  };
}

/** Forgets what is too long before the second `newest`. */
function forgetOld(lines: { readonly t: number }[], newest: number): void {
  while ((lines[0]?.t ?? newest) <= newest - lookBack) lines.shift();
}

/** The reason that most of these requests failed for; undefined when none did. */
function mostFrequent(failures: readonly FailureLine[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { reason, n } of failures) counts.set(reason, (counts.get(reason) ?? 0) + n);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

function inBrackets(reason: string | undefined): string {
  return reason === undefined ? '' : ` (${reason})`;
}

function inMilliseconds(micros: number): string {
  const ms = micros / 1000;
  return `${ms < 10 ? ms.toFixed(1) : grouped(ms)} ms`;
}

function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
