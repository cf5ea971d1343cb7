import { nearestRank } from '../histogram.ts';

/** A value that was counted in a part of a series: in a second of a run. */
export interface Counted {
  /** Index of the part. */
  readonly part: number;
  readonly value: number;
  readonly count: number;
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
  const sorted = counted.toSorted((a, b) => a.value - b.value);
  const values = Float64Array.from(new Set(sorted.map(({ value }) => value)));
  const upTo = new Uint32Array(parts * values.length);
  const totals = new Uint32Array(parts);
  let next = 0;
  for (const [index, value] of values.entries()) {
    for (let one = sorted[next]; one?.value === value; one = sorted[next]) {
      totals[one.part] = (totals[one.part] ?? 0) + one.count;
      next += 1;
    }
    upTo.set(totals, index * parts);
  }
  return { values, upTo, totals };
}

/** Quantiles, by nearest rank, of all values when each part is taken `times` often; NaN where nothing is taken. */
export function pooledQuantiles(
  { values, upTo, totals }: Pool,
  times: Float64Array,
  qs: readonly number[],
): number[] {
  const n = taken(totals, 0, times);
  if (n === 0) return qs.map(() => Number.NaN);
  return qs.map((q) => {
    const rank = nearestRank(n, q);
    let [low, high] = [0, values.length - 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (taken(upTo, middle * times.length, times) < rank) low = middle + 1;
      else high = middle;
    }
    return values[low] ?? Number.NaN;
  });
}

/** The sum of counts, from an offset on, each as often as its part is taken. */
function taken(counts: Uint32Array, offset: number, times: Float64Array): number {
  let total = 0;
  for (let part = 0; part < times.length; part += 1)
    total += (counts[offset + part] ?? 0) * (times[part] ?? 0);
  return total;
}
