import { type Histogram, addLine, emptyHistogram } from './histogram.ts';
import type { TrendLine } from './histogram-line.ts';

/** Adds one line to the histogram of `key`: for groupings of several kinds in one pass over the lines. */
export function mergeInto<K>(groups: Map<K, Histogram>, key: K, line: TrendLine): void {
  let histogram = groups.get(key);
  if (histogram === undefined) {
    histogram = emptyHistogram();
    groups.set(key, histogram);
  }
  addLine(histogram, line);
}
