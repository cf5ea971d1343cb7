import type { HistogramLine, RequestOutcome, SeriesLine } from '../../../../core/run-folder/records.ts';
import {
  type Histogram,
  add,
  clear,
  emptyHistogram,
  merge,
  toLine,
} from '../../../../core/statistics/histogram.ts';

/** Takes the lines of seconds that are over. A second that gets points after it was closed gives further lines. */
export interface LineSink {
  readonly histogram: (line: HistogramLine) => void;
  readonly series: (line: SeriesLine) => void;
}

/** What one histogram is of. */
export interface HistogramKey {
  readonly name: string;
  readonly outcome: RequestOutcome;
}

/** The last seconds as they stand, for somebody who watches: not all of their points may have come. */
export interface RecentSeconds {
  /** First and last second since 1970, both included; undefined before the first point. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly histograms: readonly (HistogramKey & { readonly histogram: Histogram })[];
  readonly counters: Readonly<Record<string, number>>;
  readonly gauges: Readonly<Record<string, number>>;
}

interface Second {
  readonly t: number;
  /** By index of their key. */
  readonly histograms: (Histogram | undefined)[];
  readonly counters: Map<string, number>;
  readonly gauges: Map<string, number>;
}

export interface Seconds {
  /** Index of a new key, to be used with `duration`. */
  readonly register: (key: HistogramKey) => number;
  readonly duration: (t: number, key: number, micros: number) => void;
  readonly count: (t: number, counter: string, value: number) => void;
  readonly gauge: (t: number, gauge: string, value: number) => void;
  readonly recent: (seconds: number) => RecentSeconds;
  /** Closes all seconds. */
  readonly close: () => void;
}

/** However the times jump, no more seconds than these are kept open. */
const mostOpen = 64;

/** Points per second; a second is closed and handed to the sink once it is older than `delay` seconds. */
export function collectSeconds(sink: LineSink, delay: number): Seconds {
  const keys: HistogramKey[] = [];
  const open = new Map<number, Second>();
  /** Histograms of closed seconds, emptied to be used again: most have the buckets that are needed already. */
  const spare: Histogram[] = [];
  let newest = -Infinity;
  let current: Second | undefined;

  const closeSecond = (second: Second): void => {
    open.delete(second.t);
    if (current === second) current = undefined;
    for (const [index, histogram] of second.histograms.entries()) {
      const key = keys[index];
      if (histogram === undefined || key === undefined) continue;
      sink.histogram(toLine(histogram, { t: second.t, name: key.name, outcome: key.outcome }));
      clear(histogram);
      spare.push(histogram);
    }
    if (second.counters.size === 0 && second.gauges.size === 0) return;
    const { t, counters, gauges } = second;
    sink.series({ t, counters: Object.fromEntries(counters), gauges: Object.fromEntries(gauges) });
  };

  const closeBefore = (t: number): void => {
    const over = [...open.values()].filter((second) => second.t < t);
    for (const second of over.toSorted((a, b) => a.t - b.t)) closeSecond(second);
  };

  const openSecond = (t: number): Second => {
    const found = open.get(t);
    if (found !== undefined) return found;
    if (t > newest) {
      newest = t;
      closeBefore(newest - delay);
    }
    if (open.size >= mostOpen) closeBefore(Infinity);
    const second: Second = { t, histograms: [], counters: new Map(), gauges: new Map() };
    open.set(t, second);
    return second;
  };

  const secondAt = (t: number): Second => {
    if (current?.t !== t) current = openSecond(t);
    return current;
  };

  return {
    register: (key) => keys.push(key) - 1,
    duration: (t, key, micros) => {
      const { histograms } = secondAt(t);
      const histogram = (histograms[key] ??= spare.pop() ?? emptyHistogram());
      add(histogram, micros);
    },
    count: (t, counter, value) => {
      const { counters } = secondAt(t);
      counters.set(counter, (counters.get(counter) ?? 0) + value);
    },
    gauge: (t, gauge, value) => {
      secondAt(t).gauges.set(gauge, value);
    },
    recent: (seconds) => {
      const latest = [...open.values()]
        .filter(({ t }) => t > newest - seconds)
        .toSorted((a, b) => a.t - b.t);
      return sumOf(latest, keys);
    },
    close: () => closeBefore(Infinity),
  };
}

function sumOf(seconds: readonly Second[], keys: readonly HistogramKey[]): RecentSeconds {
  const counters: Record<string, number> = {};
  const gauges: Record<string, number> = {};
  for (const second of seconds) {
    for (const [name, value] of second.counters) counters[name] = (counters[name] ?? 0) + value;
    for (const [name, value] of second.gauges) gauges[name] = value;
  }
  const histograms = keys.map((key, index) => {
    const histogram = emptyHistogram();
    for (const second of seconds) {
      const part = second.histograms[index];
      if (part !== undefined) merge(histogram, part);
    }
    return { ...key, histogram };
  });
  return {
    from: seconds[0]?.t,
    to: seconds.at(-1)?.t,
    histograms: histograms.filter(({ histogram }) => histogram.n > 0),
    counters,
    gauges,
  };
}
