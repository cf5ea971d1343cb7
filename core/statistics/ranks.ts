/** Ranks of values, ties sharing the mean of theirs, and how large each group of equal values is. */
export interface Ranks {
  /** Rank from 1 of each value, in the order given. */
  readonly ranks: readonly number[];
  /** Sizes of the groups of equal values, those of one value included. */
  readonly groups: readonly number[];
}

export function ranksOf(values: readonly number[]): Ranks {
  const order = values.map((value, index) => ({ value, index }));
  order.sort((a, b) => a.value - b.value);
  const ranks = values.map(() => 0);
  const groups: number[] = [];
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && order[end]?.value === order[start]?.value) end += 1;
    // Ranks start + 1 to end, on average.
    for (const { index } of order.slice(start, end)) ranks[index] = (start + 1 + end) / 2;
    groups.push(end - start);
    start = end;
  }
  return { ranks, groups };
}

/** Sum of t^3 - t over groups of ties: what ties take from the variance of a rank sum. */
export function tieCorrection(groups: readonly number[]): number {
  return groups.reduce((total, size) => total + size ** 3 - size, 0);
}
