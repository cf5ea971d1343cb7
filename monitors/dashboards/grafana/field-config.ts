import type { MetricWidget } from '../../definitions/dashboard.ts';
import { defined } from '../defined.ts';
import { unitOf } from './unit.ts';

/** Unit, axis, lines and stacking of a panel. */
export function fieldConfigOf(widget: MetricWidget): object {
  const lines = (widget.lines ?? []).toSorted((a, b) => a.value - b.value);
  const timeSeries = widget.view === 'line' || widget.view === 'stacked';
  return {
    defaults: defined({
      unit: unitOf(widget),
      min: widget.axis?.min,
      max: widget.axis?.max,
      color: { mode: timeSeries ? 'palette-classic' : 'thresholds' },
      custom: timeSeries ? seriesStyle(widget) : undefined,
      thresholds: {
        mode: 'absolute',
        // The first step is where no line has been crossed, and has no value.
        steps: [
          { color: 'green', value: null },
          ...lines.map(({ value }) => ({ color: 'red', value })),
        ],
      },
    }),
    overrides: [],
  };
}

function seriesStyle(widget: MetricWidget): object {
  const stacked = widget.view === 'stacked';
  return {
    drawStyle: 'line',
    lineWidth: 1,
    fillOpacity: stacked ? 40 : 0,
    showPoints: 'auto',
    spanNulls: false,
    axisLabel: widget.axis?.label ?? '',
    stacking: { mode: stacked ? 'normal' : 'none', group: 'A' },
    thresholdsStyle: { mode: (widget.lines ?? []).length > 0 ? 'line' : 'off' },
  };
}
