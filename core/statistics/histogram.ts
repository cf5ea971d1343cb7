import type { TrendLine } from './histogram-line.ts';
import { bucketOf, bucketValue, zeroBucket } from './log-buckets.ts';

/**
 * Durations in whole microseconds, counted in logarithmic buckets. A quantile is within 0.5 % of the exact one, and
 * histograms merge without loss: merging the parts of a sample gives the very histogram of the whole.
 *
 * The idea is that of C. Masson, J. E. Rim, H. K. Lee: DDSketch: A Fast and Fully-Mergeable Quantile Sketch with
 * Relative-Error Guarantees, PVLDB 12(12), 2019, without the collapsing of buckets: durations span so few decades
 * that there is nothing to gain from it.
 */
export interface Histogram {
  /** Values counted, and their exact sum. */
  n: number;
  sum: number;
  /** Smallest and largest value; Infinity and -Infinity while nothing is counted. */
  min: number;
  max: number;
  /** How many values were zero, which has no logarithm. */
  zeros: number;
  /** Index of the bucket that `counts[0]` counts. */
  first: number;
  counts: Float64Array;
}

const none = new Float64Array(0);

export function emptyHistogram(): Histogram {
  return { n: 0, sum: 0, min: Infinity, max: -Infinity, zeros: 0, first: 0, counts: none };
}

/**
 * Counts a duration of whole microseconds.
 * @throws RangeError when it is negative, fractional or beyond 2^53
 */
export function add(histogram: Histogram, micros: number): void {
  if (!Number.isSafeInteger(micros) || micros < 0) {
    throw new RangeError(`A duration is counted in whole microseconds, not ${micros}.`);
  }
  histogram.n += 1;
  histogram.sum += micros;
  if (micros < histogram.min) histogram.min = micros;
  if (micros > histogram.max) histogram.max = micros;
  if (micros === 0) histogram.zeros += 1;
  else countIn(histogram, bucketOf(micros), 1);
}

/** Forgets what was counted, but keeps the room for it: for histograms that are filled again and again. */
export function clear(histogram: Histogram): void {
  histogram.n = 0;
  histogram.sum = 0;
  histogram.min = Infinity;
  histogram.max = -Infinity;
  histogram.zeros = 0;
  histogram.counts.fill(0);
}

/** Adds everything that `from` counted to `into`. */
export function merge(into: Histogram, from: Histogram): void {
  into.n += from.n;
  into.sum += from.sum;
  into.min = Math.min(into.min, from.min);
  into.max = Math.max(into.max, from.max);
  into.zeros += from.zeros;
  for (let index = 0; index < from.counts.length; index += 1) {
    const count = from.counts[index] ?? 0;
    if (count > 0) countIn(into, from.first + index, count);
  }
}

/**
 * The duration in microseconds that the fraction `q` (0 to 1) of the values does not exceed, by nearest rank: an
 * estimate of the `ceil(q * n)`-th smallest value (the smallest for q = 0), at most 0.5 % away from it.
 * `undefined` when nothing is counted.
 */
export function quantile(histogram: Histogram, q: number): number | undefined {
  if (histogram.n === 0) return undefined;
  const rank = nearestRank(histogram.n, q);
  if (rank === 1) return histogram.min;
  if (rank === histogram.n) return histogram.max;
  let seen = histogram.zeros;
  if (rank <= seen) return 0;
  // Below the smallest value nothing is counted.
  const lowest = histogram.min > 0 ? bucketOf(histogram.min) - histogram.first : 0;
  for (let index = lowest; index < histogram.counts.length; index += 1) {
    seen += histogram.counts[index] ?? 0;
    if (rank <= seen) {
      return Math.min(histogram.max, Math.max(histogram.min, bucketValue(histogram.first + index)));
    }
  }
  return histogram.max;
}

/** The quantile of what a line holds, without making a histogram of it. */
export function quantileOfLine(line: TrendLine, q: number): number | undefined {
  if (line.n === 0) return undefined;
  const rank = nearestRank(line.n, q);
  if (rank === 1) return line.min;
  if (rank === line.n) return line.max;
  let seen = 0;
  // Taking pairs apart in the loop's head would make an iterator for each.
  for (const pair of line.b) {
    seen += pair[1];
    if (rank <= seen) return Math.min(line.max, Math.max(line.min, bucketValue(pair[0])));
  }
  return line.max;
}

/** Rank, from 1 to n, of quantile `q`. Products such as 0.07 * 100 come out a hair too large and must not round up. */
export function nearestRank(n: number, q: number): number {
  return Math.min(n, Math.max(1, Math.ceil(q * n * (1 - 4 * Number.EPSILON))));
}

/** The line of the run folder that holds this histogram. Buckets without counts are left out. */
export function toLine<K extends Pick<TrendLine, 't' | 'name'>>(
  histogram: Histogram,
  key: K,
): K & TrendLine {
  const b: [number, number][] = histogram.zeros > 0 ? [[zeroBucket, histogram.zeros]] : [];
  const { n, sum, min, max, first, counts } = histogram;
  const end = max > 0 ? bucketOf(max) - first + 1 : 0;
  for (let index = min > 0 && n > 0 ? bucketOf(min) - first : 0; index < end; index += 1) {
    const count = counts[index] ?? 0;
    if (count > 0) b.push([first + index, count]);
  }
  return {
    ...key,
    n,
    sum,
    min: n > 0 ? min : 0,
    max: n > 0 ? max : 0,
    b,
  };
}

/** Adds what a line holds, as merging its histogram would. */
export function addLine(into: Histogram, line: TrendLine): void {
  if (line.n === 0) return;
  into.n += line.n;
  into.sum += line.sum;
  into.min = Math.min(into.min, line.min);
  into.max = Math.max(into.max, line.max);
  // Taking pairs apart in the loop's head would make an iterator for each.
  for (const pair of line.b) addToBucket(into, pair[0], pair[1]);
}

/** Counts values in a bucket by its index, and nothing else: what they come to must be added beside it. */
export function addToBucket(histogram: Histogram, bucket: number, count: number): void {
  if (bucket === zeroBucket) histogram.zeros += count;
  else countIn(histogram, bucket, count);
}

function countIn(histogram: Histogram, bucket: number, count: number): void {
  let at = bucket - histogram.first;
  if (at < 0 || at >= histogram.counts.length) {
    makeRoom(histogram, bucket);
    at = bucket - histogram.first;
  }
  histogram.counts[at] = (histogram.counts[at] ?? 0) + count;
}

/** Buckets by which the counted range grows at least, about a factor of 1.9 in duration. */
const step = 64;

/** Makes the counted range reach to a bucket, and over what it reached before. */
function makeRoom(histogram: Histogram, bucket: number): void {
  const { first, counts } = histogram;
  const low = Math.floor(bucket / step) * step;
  if (counts.length === 0) {
    histogram.first = low;
    histogram.counts = new Float64Array(step);
    return;
  }
  const newFirst = Math.min(first, low);
  const grown = new Float64Array(Math.max(first + counts.length, low + step) - newFirst);
  grown.set(counts, first - newFirst);
  histogram.first = newFirst;
  histogram.counts = grown;
}
