import type { WidgetPosition } from '../../definitions/dashboard.ts';

/** Whether two widgets share a cell of the grid. */
export function overlap(a: WidgetPosition, b: WidgetPosition): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** The pairs of widgets that share a cell. */
export function overlaps(places: readonly WidgetPosition[]): [WidgetPosition, WidgetPosition][] {
  return places.flatMap((a, index) =>
    places
      .slice(index + 1)
      .filter((b) => overlap(a, b))
      .map((b): [WidgetPosition, WidgetPosition] => [a, b]),
  );
}
