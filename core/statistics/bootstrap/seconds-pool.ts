import { nearestRank } from '../histogram.ts';

/** A value that was counted in a part of a series: in a second of a run. */
export interface Counted {
  /** Index of the part. */
  readonly part: number;
  readonly value: number;
  readonly count: number;
}

/** Everything that was counted, from the smallest value on, ready to be pooled again and again. */
export interface Pool {
  readonly values: Float64Array;
  readonly parts: Int32Array;
  readonly counts: Float64Array;
  /** How many were counted in each part. */
  readonly totals: Float64Array;
}

export function poolOf(parts: number, counted: readonly Counted[]): Pool {
  const sorted = counted.toSorted((a, b) => a.value - b.value);
  const totals = new Float64Array(parts);
  for (const { part, count } of sorted) totals[part] = (totals[part] ?? 0) + count;
  return {
    values: Float64Array.from(sorted, ({ value }) => value),
    parts: Int32Array.from(sorted, ({ part }) => part),
    counts: Float64Array.from(sorted, ({ count }) => count),
    totals,
  };
}

/**
 * Quantiles, by nearest rank, of all values when each part is taken `times` often; NaN where nothing is taken.
 * @param qs from the smallest to the largest
 */
export function pooledQuantiles(
  { values, parts, counts, totals }: Pool,
  times: ArrayLike<number>,
  qs: readonly number[],
): number[] {
  let n = 0;
  for (let part = 0; part < totals.length; part += 1) n += (times[part] ?? 0) * (totals[part] ?? 0);
  const found: number[] = [];
  if (n === 0) return qs.map(() => Number.NaN);
  let at = -1;
  let seen = 0;
  for (const q of qs) {
    const rank = nearestRank(n, q);
    while (seen < rank && at < values.length - 1) {
      at += 1;
      seen += (times[parts[at] ?? 0] ?? 0) * (counts[at] ?? 0);
    }
    found.push(values[at] ?? Number.NaN);
  }
  return found;
}
