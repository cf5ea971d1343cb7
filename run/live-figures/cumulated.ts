import type { SeriesLine } from '../../core/run-folder/files/series.ts';
import {
  type HistogramLine,
  type Outside,
  type RequestOutcome,
} from '../../core/statistics/histogram-line.ts';
import { type Histogram, addLine, emptyHistogram } from '../../core/statistics/histogram.ts';

/** What was counted of a run so far. */
export interface Cumulated {
  readonly requests: ReadonlyMap<string, CumulatedRequests>;
  /** By name, as in the series of the run folder. */
  readonly counters: ReadonlyMap<string, number>;
  readonly gauges: ReadonlyMap<string, number>;
  readonly addHistogram: (line: HistogramLine) => void;
  readonly addSeries: (line: SeriesLine) => void;
}

export interface CumulatedRequests {
  readonly name: string;
  readonly outcome: RequestOutcome;
  readonly outside: Outside | undefined;
  readonly histogram: Histogram;
}

export function cumulated(): Cumulated {
  const requests = new Map<string, CumulatedRequests>();
  const counters = new Map<string, number>();
  const gauges = new Map<string, number>();
  return {
    requests,
    counters,
    gauges,
    addHistogram: (line) => {
      const { name, outcome, outside } = line;
      const key = JSON.stringify([name, outcome, outside]);
      const known = requests.get(key);
      const row = known ?? { name, outcome, outside, histogram: emptyHistogram() };
      if (known === undefined) requests.set(key, row);
      addLine(row.histogram, line);
    },
    addSeries: (line) => {
      for (const [name, value] of Object.entries(line.counters))
        counters.set(name, (counters.get(name) ?? 0) + value);
      for (const [name, value] of Object.entries(line.gauges)) gauges.set(name, value);
    },
  };
}
