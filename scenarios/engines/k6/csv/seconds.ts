import type { SeriesLine } from '../../../../core/run-folder/files/series.ts';
import type { HostLine } from '../../../../core/run-folder/files/hosts.ts';
import type { FailureLine } from '../../../../core/run-folder/files/failures.ts';
import {
  type Histogram,
  add,
  clear,
  emptyHistogram,
  toLine,
} from '../../../../core/statistics/histogram.ts';
import type {
  HistogramLine,
  Outside,
  RequestOutcome,
  PartialTrendLine,
} from '../../../../core/statistics/histogram-line.ts';
import type { FailureKind } from './failures.ts';
import type { Place } from './places.ts';

/** Takes the lines of seconds that are over. A second that gets points after it was closed gives further lines. */
export interface LineSink {
  readonly histogram: (line: HistogramLine) => void;
  readonly trend: (line: PartialTrendLine) => void;
  readonly series: (line: SeriesLine) => void;
  readonly failure: (line: FailureLine) => void;
  readonly host: (line: HostLine) => void;
}

/** What one histogram is of. */
export type HistogramKey =
  | {
      readonly kind: 'request';
      readonly name: string;
      readonly outcome: RequestOutcome;
      readonly outside?: Outside;
      readonly tenant?: string;
    }
  | { readonly kind: 'trend'; readonly name: string; readonly of?: string };

interface Second {
  readonly t: number;
  /** By index of their key. */
  readonly histograms: (Histogram | undefined)[];
  /** How many, by index of their kind. */
  readonly failures: Map<number, number>;
  /** How many, by index of their place. */
  readonly places: (number | undefined)[];
  readonly counters: Map<string, number>;
  readonly gauges: Map<string, number>;
}

export interface Seconds {
  /** Index of a new key, to be used with `duration`. */
  readonly register: (key: HistogramKey) => number;
  /** `place`: where that took so long, if it went anywhere. */
  readonly duration: (t: number, key: number, micros: number, place?: number) => void;
  readonly fail: (t: number, kind: number) => void;
  readonly place: (t: number, place: number) => void;
  readonly count: (t: number, counter: string, value: number) => void;
  readonly gauge: (t: number, gauge: string, value: number) => void;
  /** Closes all seconds. */
  readonly close: () => void;
}

/** However the times jump, no more seconds than these are kept open. */
const mostOpen = 64;

/** Points per second; a second is closed and handed to the sink once it is older than `delay` seconds. */
export function collectSeconds(
  sink: LineSink,
  delay: number,
  kindOf: (index: number) => FailureKind,
  placeOf: (index: number) => Place,
): Seconds {
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
      const { t } = second;
      if (key.kind === 'trend') sink.trend(toLine(histogram, trendKey(t, key)));
      else sink.histogram(toLine(histogram, requestKey(t, key)));
      clear(histogram);
      spare.push(histogram);
    }
    for (const [kind, n] of second.failures) sink.failure({ t: second.t, ...kindOf(kind), n });
    for (const [place, n] of second.places.entries())
      if (n !== undefined) sink.host({ t: second.t, ...placeOf(place), n });
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
    const second: Second = {
      t,
      histograms: [],
      failures: new Map(),
      places: [],
      counters: new Map(),
      gauges: new Map(),
    };
    open.set(t, second);
    return second;
  };

  const secondAt = (t: number): Second => {
    if (current?.t !== t) current = openSecond(t);
    return current;
  };

  return {
    register: (key) => keys.push(key) - 1,
    duration: (t, key, micros, place) => {
      const { histograms, places } = secondAt(t);
      const histogram = (histograms[key] ??= spare.pop() ?? emptyHistogram());
      add(histogram, micros);
      if (place !== undefined) places[place] = (places[place] ?? 0) + 1;
    },
    fail: (t, kind) => {
      const { failures } = secondAt(t);
      failures.set(kind, (failures.get(kind) ?? 0) + 1);
    },
    place: (t, place) => {
      const { places } = secondAt(t);
      places[place] = (places[place] ?? 0) + 1;
    },
    count: (t, counter, value) => {
      const { counters } = secondAt(t);
      counters.set(counter, (counters.get(counter) ?? 0) + value);
    },
    gauge: (t, gauge, value) => {
      secondAt(t).gauges.set(gauge, value);
    },
    close: () => closeBefore(Infinity),
  };
}

function trendKey(
  t: number,
  { name, of }: HistogramKey & { kind: 'trend' },
): Pick<PartialTrendLine, 't' | 'name' | 'of'> {
  return of === undefined ? { t, name } : { t, name, of };
}

function requestKey(
  t: number,
  { kind: _kind, ...key }: HistogramKey & { kind: 'request' },
): Pick<HistogramLine, 't' | 'name' | 'outcome' | 'outside' | 'tenant'> {
  return { t, ...key };
}
