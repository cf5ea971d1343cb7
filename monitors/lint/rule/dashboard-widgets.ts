import type { Widget } from '../../definitions/dashboard.ts';

/** A widget in a message: its title, or which one it is. */
export function describeWidget(widget: Widget, index: number): string {
  return 'title' in widget && widget.title !== ''
    ? `widget "${widget.title}"`
    : `widget ${index + 1}`;
}
