import type { TextWidget } from '../../definitions/dashboard.ts';
import { casesOf } from '../testing/rule-cases.ts';
import { dashboard } from '../testing/samples.ts';
import { overlappingWidgets as rule } from './overlapping-widgets.ts';

const { accepts, finds } = casesOf(rule);

const text = (x: number, y: number): TextWidget => ({
  kind: 'text',
  place: { x, y, width: 6, height: 2 },
  markdown: '',
});

finds(
  'widgets that overlap',
  [dashboard({ widgets: [text(3, 1), text(0, 0)] })],
  'warning dashboard "pms": Its widget 2 overlaps with widget 1. CloudWatch moves one of them down, and the dashboard looks different from what was planned.',
);
finds('every pair', [dashboard({ widgets: [text(0, 0), text(1, 1), text(0, 0)] })], 3);
accepts('widgets side by side and one below the other', [
  dashboard({ widgets: [text(0, 0), text(6, 0), text(0, 2)] }),
]);
