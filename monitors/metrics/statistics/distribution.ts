/** The values of a sample in order, with how often each was seen. */
export type Distribution = readonly (readonly [value: number, count: number])[];

export function distributionOf(values: ReadonlyMap<number, number>): Distribution {
  return [...values].toSorted(([a], [b]) => a - b);
}

export function countOf(distribution: Distribution): number {
  return distribution.reduce((total, [, count]) => total + count, 0);
}

export function sumOf(distribution: Distribution): number {
  return distribution.reduce((total, [value, count]) => total + value * count, 0);
}

/** The observation of rank `rank` (from 1) in the order of values. */
export function valueAtRank(distribution: Distribution, rank: number): number | undefined {
  let seen = 0;
  for (const [value, count] of distribution) {
    seen += count;
    if (seen >= rank) return value;
  }
  return undefined;
}

/** The observations of the ranks `from` to `to` (from 1, both included). */
export function ranks(distribution: Distribution, from: number, to: number): Distribution {
  const kept: [number, number][] = [];
  let seen = 0;
  for (const [value, count] of distribution) {
    const inside = Math.min(seen + count, to) - Math.max(seen, from - 1);
    if (inside > 0) kept.push([value, inside]);
    seen += count;
  }
  return kept;
}

/**
 * How many observations `percent` of `count` are, rounded up. Rounded to a billionth before, because 0.07 * 100 is more
 * than 7 in floating point.
 */
export function rankOf(percent: number, count: number): number {
  return Math.ceil(Math.round((percent / 100) * count * 1e9) / 1e9);
}
