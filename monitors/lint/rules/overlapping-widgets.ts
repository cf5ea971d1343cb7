import type { WidgetPosition } from '../../definitions/dashboard.ts';
import { describeWidget } from '../rule/dashboard-widgets.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const overlappingWidgets = offlineRule('overlapping-widgets', function* (context) {
  for (const dashboard of context.all('dashboard')) {
    const widgets = [...dashboard.widgets.entries()].toSorted(
      ([, a], [, b]) => a.place.y - b.place.y,
    );
    for (const [at, [index, widget]] of widgets.entries())
      for (const [otherIndex, other] of widgets.slice(at + 1)) {
        // Sorted by their top, so that no later one can begin within this widget either.
        if (other.place.y >= widget.place.y + widget.place.height) break;
        if (!overlap(widget.place, other.place)) continue;
        yield {
          about: dashboard,
          summary: `Its ${describeWidget(widget, index)} overlaps with ${describeWidget(other, otherIndex)}.`,
          details:
            'CloudWatch moves one of them down, and the dashboard looks different from what was planned.',
        };
      }
  }
});

function overlap(a: WidgetPosition, b: WidgetPosition): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
