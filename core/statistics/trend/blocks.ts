import { median } from '../sample.ts';

/** A value at a time, in any one unit. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/**
 * The median of each of `count` equal blocks of time, at its middle; blocks without points are left out. What follows one
 * another closely says the same thing again, and would make a trend of a walk: blocks say it once.
 */
export function blockMedians(
  points: Iterable<Point>,
  { from, to }: { readonly from: number; readonly to: number },
  count: number,
): Point[] {
  const length = (to - from) / count;
  const blocks = Array.from({ length: count }, (): number[] => []);
  for (const { at, value } of points)
    if (at >= from && at < to) blocks[Math.floor((at - from) / length)]?.push(value);
  return blocks.flatMap((values, nth) =>
    values.length === 0 ? [] : [{ at: from + (nth + 0.5) * length, value: median(values) }],
  );
}
