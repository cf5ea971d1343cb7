import { expect, it } from 'vitest';
import type { WidgetPosition, TextWidget } from '../../definitions/dashboard.ts';
import { casesOf } from '../testing/rule-cases.ts';
import { dashboard, findingsOf } from '../testing/samples.ts';
import { dashboardLimits as rule } from './dashboard-limits.ts';

const { accepts, finds } = casesOf(rule);

const text = (place: Partial<WidgetPosition>): TextWidget => ({
  kind: 'text',
  place: { x: 0, y: 0, width: 6, height: 2, ...place },
  markdown: '',
});

finds(
  'a widget that leaves the grid',
  [dashboard({ widgets: [text({ x: 20 })] })],
  'error dashboard "pms": Its widget 1 reaches to column 26. The grid has 24 columns; a widget is 1 to 24 wide and 1 to 1000 high.',
);
it.each([{ x: -1 }, { y: -1 }, { width: 0 }, { width: 25 }, { height: 1001 }, { x: 0.5 }])(
  'finds %j',
  (place) => {
    expect(findingsOf(rule, [dashboard({ widgets: [text(place)] })])).toHaveLength(1);
  },
);
it('dashboard-limits finds 501 widgets and 26 variables', () => {
  const widgets = Array.from({ length: 501 }, (_, index) => text({ y: 2 * index }));
  const variables = Array.from({ length: 26 }, (_, index) => ({
    dimension: `D${index}`,
    label: '',
    values: [],
  }));
  expect(findingsOf(rule, [dashboard({ widgets, variables })])).toHaveLength(2);
});
accepts('the whole width', [
  dashboard({ widgets: [text({ width: 24, height: 1000 }), text({ x: 23, width: 1 })] }),
]);
