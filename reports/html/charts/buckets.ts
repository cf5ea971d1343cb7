import type { Evidence } from '../../evidence/evidence.ts';
import type { Period } from '../../evidence/period.ts';

/** The time axis of charts: pieces of equal length that the start of the first judged phase is a border of. */
export interface Buckets {
  readonly seconds: number;
  /** When each is, in seconds since 1970. */
  readonly periods: readonly Period[];
  /** Start of each, seconds since load began. */
  readonly x: readonly number[];
  /** Seconds of each that there are data for: the last is seldom whole. */
  readonly covered: readonly number[];
  /** Index of the bucket that holds this second; may lie outside. */
  readonly indexOf: (second: number) => number;
}

const lengths = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800];
const most = 360;

/** Buckets over the whole run, as fine as `most` of them allow and at least `least` seconds long. */
export function bucketsOf(evidence: Evidence, least = 1): Buckets {
  const { requests, loadStart, series } = evidence;
  const { origin, slotSeconds } = requests;
  const end = Math.max(requests.lastSecond ?? origin, series.lastSecond ?? origin) + 1;
  const start = Math.min(Math.floor(loadStart), end - 1);
  const fits = (length: number): boolean =>
    length >= least && length % slotSeconds === 0 && (end - start) / length <= most;
  const seconds = lengths.find(fits) ?? Math.ceil((end - start) / most / slotSeconds) * slotSeconds;
  const first = Math.floor((start - origin) / seconds);
  const periods = Array.from(
    { length: Math.ceil((end - origin) / seconds) - first },
    (_, index) => {
      const from = origin + (first + index) * seconds;
      return { from, to: from + seconds };
    },
  );
  return {
    seconds,
    periods,
    x: periods.map(({ from }) => Math.round(from - loadStart)),
    covered: periods.map(({ from, to }) => Math.min(to, end) - Math.max(from, start)),
    indexOf: (second) => Math.floor((second - origin) / seconds) - first,
  };
}

/** Sums amounts by bucket and divides by its seconds: a rate per second, 0 where nothing happened. */
export function rates(
  buckets: Buckets,
  amounts: Iterable<readonly [second: number, amount: number]>,
): number[] {
  const sums = buckets.x.map(() => 0);
  for (const [second, amount] of amounts) {
    const index = buckets.indexOf(second);
    if (index >= 0 && index < sums.length) sums[index] = (sums[index] ?? 0) + amount;
  }
  return sums.map((sum, index) => rounded(sum / Math.max(1, buckets.covered[index] ?? 1)));
}

/** Means of what was measured in each bucket, null where nothing was. */
export function means(
  buckets: Buckets,
  measured: Iterable<readonly [second: number, value: number]>,
): (number | null)[] {
  const sums = buckets.x.map(() => 0);
  const counts = buckets.x.map(() => 0);
  for (const [second, value] of measured) {
    const index = buckets.indexOf(second);
    if (index < 0 || index >= sums.length) continue;
    sums[index] = (sums[index] ?? 0) + value;
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return sums.map((sum, index) => {
    const count = counts[index] ?? 0;
    return count === 0 ? null : rounded(sum / count);
  });
}

/** Four significant digits, which no chart shows more of and the file would only grow by. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
