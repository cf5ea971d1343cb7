import { nearestRank } from '../histogram.ts';

/** What was counted in a part of a series: in a second of a run. A part may have several of them. */
export interface Counted {
  /** Index of the part. */
  readonly part: number;
  readonly pairs: readonly (readonly [value: number, count: number])[];
}

/** Everything that was counted, ready to be pooled again and again. */
export interface Pool {
  /** Every value once, ascending. */
  readonly values: Float64Array;
  /** How many of each part do not exceed each value: all parts of the first value, then all of the second. */
  readonly upTo: Uint32Array;
  /** How many were counted in each part. */
  readonly totals: Uint32Array;
}

export function poolOf(parts: number, counted: readonly Counted[]): Pool {
  const distinct = new Set<number>();
  // Taking pairs apart in the loops' heads would make an iterator for each.
  for (const { pairs } of counted) for (const pair of pairs) distinct.add(pair[0]);
  const values = Float64Array.from(distinct).toSorted();
  const indexes = new Map(Array.from(values, (value, index) => [value, index]));
  const upTo = new Uint32Array(parts * values.length);
  for (const { part, pairs } of counted)
    for (const pair of pairs) {
      const at = (indexes.get(pair[0]) ?? 0) * parts + part;
      upTo[at] = (upTo[at] ?? 0) + pair[1];
    }
  for (let at = parts; at < upTo.length; at += 1)
    upTo[at] = (upTo[at] ?? 0) + (upTo[at - parts] ?? 0);
  return { values, upTo, totals: upTo.slice(Math.max(0, upTo.length - parts)) };
}

/**
 * Quantiles, by nearest rank, of all values when each part is taken `times` often; NaN where nothing is taken.
 * @param near where each quantile is looked for first, as an index of the values; is told where it was
 */
export function pooledQuantiles(
  { values, upTo, totals }: Pool,
  times: Float64Array,
  qs: readonly number[],
  near: Int32Array = new Int32Array(qs.length),
): number[] {
  const n = taken(totals, 0, times);
  if (n === 0) return qs.map(() => Number.NaN);
  return qs.map((q, which) => {
    const rank = nearestRank(n, q);
    const reaches = (index: number): boolean => taken(upTo, index * times.length, times) >= rank;
    const index = firstNear(reaches, near[which] ?? 0, values.length - 1);
    near[which] = index;
    return values[index] ?? Number.NaN;
  });
}

/** The first index that reaches something, which all do from there to the last; in steps that double from one near it. */
function firstNear(reaches: (index: number) => boolean, near: number, last: number): number {
  let [low, high] = [0, last];
  if (near < last && !reaches(near)) {
    low = near + 1;
    for (let step = 1; low + step - 1 < last; step *= 2) {
      if (reaches(low + step - 1)) {
        high = low + step - 1;
        break;
      }
      low += step;
    }
  } else {
    high = Math.min(near, last);
    for (let step = 1; high - step >= 0; step *= 2) {
      if (!reaches(high - step)) {
        low = high - step + 1;
        break;
      }
      high -= step;
    }
  }
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (reaches(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The sum of counts, from an offset on, each as often as its part is taken. */
function taken(counts: Uint32Array, offset: number, times: Float64Array): number {
  let total = 0;
  for (let part = 0; part < times.length; part += 1)
    total += (counts[offset + part] ?? 0) * (times[part] ?? 0);
  return total;
}
