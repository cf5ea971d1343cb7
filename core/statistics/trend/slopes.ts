import type { Point } from './blocks.ts';

/** The slope between each two points, of which neither is at the time of the other. */
export function slopes(points: readonly Point[]): number[] {
  return points.flatMap((one, i) =>
    points
      .slice(i + 1)
      .flatMap((other) =>
        other.at === one.at ? [] : [(other.value - one.value) / (other.at - one.at)],
      ),
  );
}
