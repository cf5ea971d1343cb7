import type { Place } from '../../definitions/dashboard.ts';

/** Whether two widgets share a cell of the grid. */
export function overlap(a: Place, b: Place): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** The pairs of widgets that share a cell. */
export function overlaps(places: readonly Place[]): [Place, Place][] {
  return places.flatMap((a, index) =>
    places
      .slice(index + 1)
      .filter((b) => overlap(a, b))
      .map((b): [Place, Place] => [a, b]),
  );
}
