import type { Band } from '../simulation.ts';

/** The band that holds in a period: that of the latest point before the period's end; undefined before the first. */
export function bandAt(
  points: Band['points'],
  start: number,
  seconds: number,
): { readonly lower: number; readonly upper: number } | undefined {
  const end = start + seconds * 1000;
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.at ?? end) < end) low = middle + 1;
    else high = middle;
  }
  return points[low - 1];
}
