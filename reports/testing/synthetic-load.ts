import { trendNames } from '../../core/run-folder/files/trends.ts';
import type {
  HistogramLine,
  RequestOutcome,
  TrendLine,
} from '../../core/statistics/histogram-line.ts';
import type { HostLine } from '../../core/run-folder/files/hosts.ts';
import type { SeriesLine } from '../../core/run-folder/files/series.ts';
import { type Histogram, add, emptyHistogram, toLine } from '../../core/statistics/histogram.ts';
import { seededRandom } from '../../core/seeded-random.ts';
import { logNormal } from './log-normal.ts';

/** How long and how large a synthetic run is; `from` in seconds since 1970, `seconds` with the ramp. */
export interface Shape {
  readonly from: number;
  readonly visitors: number;
  readonly rampSeconds: number;
  readonly seconds: number;
  readonly seed: number;
  /** Visitors from a second of the run on, in order of time; instead of a ramp to `visitors`. */
  readonly levels?: readonly Level[];
  /** Number of the first booking, for a piece of a longer run. */
  readonly firstBooking?: number;
}

export interface Level {
  readonly from: number;
  readonly visitors: number;
}

/** Requests per visitor and second, and the median of their duration in milliseconds. */
const kinds: readonly (readonly [name: string, rate: number, median: number])[] = [
  ['home', 0.0035, 4],
  ['campsite', 0.008, 5],
  ['section', 0.025, 3.5],
  ['offers', 0.006, 9],
  ['units', 0.003, 7],
  ['quote', 0.0012, 12],
  ['book', 0.0003, 28],
  ['booking', 0.0003, 5],
  ['book-again', 0.00006, 8],
];

/** Visitors there at a second of the run. */
export function visitorsAt(shape: Shape, second: number): number {
  if (shape.levels !== undefined)
    return shape.levels.findLast(({ from }) => from <= second)?.visitors ?? 0;
  return Math.round(shape.visitors * Math.min(1, (second + 1) / Math.max(1, shape.rampSeconds)));
}

/** A system that answers well, where one booking in fifty is refused; think times that are kept, visits of five minutes. */
export function loadLines(shape: Shape): { histograms: HistogramLine[]; trends: TrendLine[] } {
  const random = seededRandom(shape.seed);
  const histograms: HistogramLine[] = [];
  const trends: TrendLine[] = [];
  for (let second = 0; second < shape.seconds; second += 1) {
    const t = shape.from + second;
    for (const [name, rate, median] of kinds) {
      const expected = rate * visitorsAt(shape, second);
      const requests = Math.floor(expected) + (random() < expected % 1 ? 1 : 0);
      const refused = name === 'book' && random() < 0.02 * requests ? 1 : 0;
      histograms.push(
        ...lineOf(t, name, 'ok', durationsOf(random, requests - refused, median)),
        ...lineOf(t, name, 'refused', durationsOf(random, refused, median)),
      );
    }
    trends.push(
      ...trendLineOf(t, trendNames.thinkLag, durationsOf(random, 20, 1)),
      ...trendLineOf(t, trendNames.iterations, [300_000, 304_000, 308_000]),
    );
  }
  return { histograms, trends };
}

/** A line of these durations in milliseconds, or none. */
export function trendLineOf(t: number, name: string, ms: readonly number[]): TrendLine[] {
  return ms.length === 0 ? [] : [toLine(histogramOf(ms), { t, name })];
}

/** A line of these durations in milliseconds, or none. */
export function lineOf(
  t: number,
  name: string,
  outcome: RequestOutcome,
  ms: readonly number[],
): HistogramLine[] {
  return ms.length === 0 ? [] : [toLine(histogramOf(ms), { t, name, outcome })];
}

function histogramOf(ms: readonly number[]): Histogram {
  const histogram = emptyHistogram();
  for (const value of ms) add(histogram, Math.round(value * 1000));
  return histogram;
}

function durationsOf(random: () => number, count: number, median: number): number[] {
  return Array.from({ length: Math.max(0, count) }, () => logNormal(random, median, 0.6));
}

/** Counters and gauges; in the second after the hold everybody leaves. */
export function seriesLines(shape: Shape, histograms: readonly HistogramLine[]): SeriesLine[] {
  const perSecond = Map.groupBy(histograms, ({ t }) => t);
  const played = Array.from({ length: shape.seconds }, (_, second) => {
    const t = shape.from + second;
    const visitors = visitorsAt(shape, second);
    const before = visitorsAt(shape, second - 1);
    const finished = Math.round(visitors / 304) + Math.max(0, before - visitors);
    const requests = perSecond.get(t) ?? [];
    return {
      t,
      counters: {
        requests: requests.reduce((total, { n }) => total + n, 0),
        iterations: finished,
        visitors_started: visitors - before + finished,
        visitors_finished: finished,
        page_views: requests.reduce(
          (total, { n, name }) => total + (name.startsWith('book') ? 0 : n),
          0,
        ),
      },
      gauges: { virtual_users: visitors, virtual_users_most: shape.visitors },
    };
  });
  const leaving = { iterations: shape.visitors, visitors_finished: shape.visitors };
  return [
    ...played,
    { t: shape.from + shape.seconds, counters: leaving, gauges: { virtual_users: 0 } },
  ];
}

/** Requests dealt in turn to three tasks, in the ALB's form. */
export function accessLogLines(histograms: readonly HistogramLine[]): string[] {
  const lines: string[] = [];
  for (const { t, n } of histograms) {
    const time = `${new Date(t * 1000).toISOString().slice(0, 19)}.000000Z`;
    for (let index = 0; index < n; index += 1) {
      const task = `127.23.5.${101 + (lines.length % 3)}:8080`;
      lines.push(
        `http ${time} app/local/0000000000000001 127.0.0.1:40000 ${task} 0.000 0.004 0.000 200 200 210 900 ` +
          `"GET http://riviera.localhost:8080/availability/v1/offers?from=2026-08-01&to=2026-08-08 HTTP/1.1" "Grafana k6/2.2.0" - - arn:aws:elasticloadbalancing:local-1:000000000000:` +
          `targetgroup/pms/0000000000000001 "Root=1-00000000-000000000000000000000000" "-" "-" 0 ${time} "forward" "-" "-" ` +
          `"${task}" "200" "-" "-" TID_00000000000000000000000000000000 "-" "-" "-"`,
      );
    }
  }
  return lines;
}

/** Requests have names, so that of where they went the address is known alone. */
export function hostLines(histograms: readonly HistogramLine[]): HostLine[] {
  const seconds = Map.groupBy(histograms, ({ t }) => t);
  return Array.from(seconds, ([t, lines]) => ({
    t,
    host: null,
    address: '127.23.5.1',
    n: lines.reduce((total, { n }) => total + n, 0),
  }));
}
