import type { WidgetPosition } from '../../definitions/dashboard.ts';
import { describeWidget } from '../rule/dashboard-widgets.ts';
import { offlineRule } from '../rule/make-rule.ts';

/** Of a dashboard body. */
const most = { widgets: 500, variables: 25, columns: 24, height: 1000 };

export const dashboardLimits = offlineRule('dashboard-limits', function* (context) {
  for (const dashboard of context.all('dashboard')) {
    const { widgets, variables = [] } = dashboard;
    if (widgets.length > most.widgets)
      yield {
        about: dashboard,
        summary: `It has ${widgets.length} widgets; at most ${most.widgets} are allowed.`,
        details: 'Split the dashboard.',
      };
    if (variables.length > most.variables)
      yield {
        about: dashboard,
        summary: `It has ${variables.length} variables; at most ${most.variables} are allowed.`,
        details: 'Split the dashboard.',
      };
    for (const [index, widget] of widgets.entries()) {
      const problem = placeProblem(widget.place);
      if (problem === undefined) continue;
      yield {
        about: dashboard,
        summary: `Its ${describeWidget(widget, index)} ${problem}.`,
        details: `The grid has ${most.columns} columns; a widget is 1 to ${most.columns} wide and 1 to ${most.height} high.`,
      };
    }
  }
});

function placeProblem({ x, y, width, height }: WidgetPosition): string | undefined {
  if (![x, y, width, height].every(Number.isInteger))
    return 'is not placed on whole columns and rows';
  if (x < 0 || y < 0) return `begins at column ${x}, row ${y}`;
  if (width < 1 || height < 1) return `is ${width} wide and ${height} high`;
  if (height > most.height) return `is ${height} high`;
  return x + width > most.columns ? `reaches to column ${x + width}` : undefined;
}
