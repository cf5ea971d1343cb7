import { describe, expect, it } from 'vitest';
import type { TextWidget } from '../../definitions/dashboard.ts';
import { dashboard, findingsOf } from '../testing/samples.ts';
import { overlappingWidgets as rule } from './overlapping-widgets.ts';

describe('overlapping-widgets', () => {
  const text = (x: number, y: number): TextWidget => ({
    kind: 'text',
    place: { x, y, width: 6, height: 2 },
    markdown: '',
  });

  it('finds widgets that overlap', () => {
    expect(findingsOf(rule, [dashboard({ widgets: [text(3, 1), text(0, 0)] })]))
      .toMatchInlineSnapshot(`
      [
        "warning dashboard "pms": Its widget 2 overlaps with widget 1. CloudWatch moves one of them down, and the dashboard looks different from what was planned.",
      ]
    `);
  });
  it('finds every pair', () => {
    expect(
      findingsOf(rule, [dashboard({ widgets: [text(0, 0), text(1, 1), text(0, 0)] })]),
    ).toHaveLength(3);
  });
  it('accepts widgets side by side and one below the other', () => {
    expect(
      findingsOf(rule, [dashboard({ widgets: [text(0, 0), text(6, 0), text(0, 2)] })]),
    ).toEqual([]);
  });
});
