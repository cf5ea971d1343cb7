import type { Widget } from '../definitions/dashboard.ts';
import { dashboardLimits } from './limits.ts';

type Unplaced<W> = W extends Widget ? Omit<W, 'place'> : never;

/** A widget that knows its size but not its place. */
export interface Block {
  readonly width: number;
  readonly height: number;
  readonly widget: Unplaced<Widget>;
}

/**
 * Places rows of blocks one below the other: each row from left to right, broken where the grid ends, and as high as its
 * highest block. No two widgets overlap.
 */
export function placeRows(rows: readonly (readonly Block[])[]): Widget[] {
  const widgets: Widget[] = [];
  let y = 0;
  for (const row of rows) {
    let x = 0;
    let bottom = y;
    for (const { width, height, widget } of row) {
      if (x + width > dashboardLimits.columns) {
        x = 0;
        y = bottom;
      }
      widgets.push({ ...widget, place: { x, y, width, height } });
      x += width;
      bottom = Math.max(bottom, y + height);
    }
    y = bottom;
  }
  return widgets;
}
