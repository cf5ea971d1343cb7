import { counters as names, gauges, type SeriesLine } from '../../core/run-folder/files/series.ts';
import type { Fold } from './fold.ts';
import { emptySeconds, type Seconds } from './seconds.ts';
import { type Samples, sampleStore, type SampleShape } from './samples.ts';

/** Who came and went in a second; NaN where the engine does not count them. */
export interface VisitorCounts {
  /** Second since 1970. */
  readonly t: number;
  readonly started: number;
  readonly finished: number;
  /** Who played visitors at the end of it. */
  readonly playing: number;
  /** Iterations that ended, and whatever else the script counts by itself. */
  readonly ended: number;
  /** Bytes: engines count them when an iteration ends or is cut, k6 even where there are none. */
  readonly sent: number;
  readonly received: number;
}

/** What is counted of anything but the script's own doing, or while nothing of it ends. */
const others: ReadonlySet<string> = new Set([
  names.requests,
  names.droppedIterations,
  names.bytesSent,
  names.bytesReceived,
]);

/** What the engine counted. */
export interface Series {
  /** Seconds since 1970. */
  readonly firstSecond?: number;
  readonly lastSecond?: number;
  /** Of each counter that any line has, over the whole run. */
  readonly totals: ReadonlyMap<string, number>;
  /** Seconds in which requests were counted. */
  readonly busy: Pick<Seconds, 'has'>;
  /** In order of time. */
  readonly visitors: Samples<VisitorCounts>;
}

const shape: SampleShape<VisitorCounts> = {
  numbersOf: (of) => [of.t, of.started, of.finished, of.playing, of.ended, of.sent, of.received],
  sampleOf: (number) => ({
    t: number(0),
    started: number(1),
    finished: number(2),
    playing: number(3),
    ended: number(4),
    sent: number(5),
    received: number(6),
  }),
};

/** Adds up the lines of a run, in whatever order they are. */
export function seriesFold(): Fold<SeriesLine, Series> {
  const totals = new Map<string, number>();
  const busy = emptySeconds();
  const unsorted = sampleStore(shape);
  let [firstSecond, lastSecond, last] = [Infinity, -Infinity, -Infinity];
  let inOrder = true;
  const addLine = ({
    t,
    counters,
    gauges: { [gauges.virtualUsers]: playing },
  }: SeriesLine): void => {
    let ended = 0;
    for (const [name, n] of Object.entries(counters)) {
      totals.set(name, (totals.get(name) ?? 0) + n);
      if (!others.has(name)) ended += n;
    }
    if ((counters[names.requests] ?? 0) > 0) busy.add(t);
    const { [names.visitorsStarted]: started, [names.visitorsFinished]: finished } = counters;
    const none = Number.NaN;
    unsorted.add({
      t,
      started: started ?? none,
      finished: finished ?? none,
      playing: playing ?? none,
      ended,
      sent: counters[names.bytesSent] ?? none,
      received: counters[names.bytesReceived] ?? none,
    });
    inOrder &&= last <= t;
    last = t;
    firstSecond = Math.min(firstSecond, t);
    lastSecond = Math.max(lastSecond, t);
  };
  return {
    add: (batch) => {
      for (const line of batch) addLine(line);
    },
    value: () => {
      const visitors = inOrder ? unsorted : [...unsorted].toSorted((a, b) => a.t - b.t);
      const known = unsorted.length > 0 ? { firstSecond, lastSecond } : {};
      return { ...known, totals, busy, visitors };
    },
  };
}
