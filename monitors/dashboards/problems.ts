import type { Dashboard, MetricWidget, WidgetPosition, Widget } from '../definitions/dashboard.ts';
import type { MetricQuery } from '../definitions/metric.ts';
import { dashboardLimits as limits } from './limits.ts';

/** Something that CloudWatch would refuse, or that would not be drawn: `what` is `given` instead of `expected`. */
export interface DashboardProblem {
  readonly what: string;
  readonly given: string;
  readonly expected: string;
}

/** What is wrong with a dashboard: its name, its size, and each widget's place and content. Empty when it is fine. */
export function dashboardProblems(dashboard: Dashboard): DashboardProblem[] {
  const subject = `dashboard "${dashboard.name}"`;
  const metrics = dashboard.widgets.map(queriesOf).flat().length;
  return [
    ...unless(limits.name.test(dashboard.name), {
      what: `The name of ${subject}`,
      given: dashboard.name,
      expected: '1 to 255 of A-Z, a-z, 0-9, - and _',
    }),
    ...atMost(`The number of widgets of ${subject}`, dashboard.widgets.length, limits.widgets),
    ...atMost(`The number of metrics of ${subject}`, metrics, limits.metrics),
    ...atMost(
      `The number of variables of ${subject}`,
      dashboard.variables?.length ?? 0,
      limits.variables,
    ),
    ...unless(dashboard.lookBack === undefined || limits.lookBack.test(dashboard.lookBack), {
      what: `The look-back of ${subject}`,
      given: dashboard.lookBack ?? '',
      expected: 'an ISO 8601 duration of one unit, such as PT3H or P30D',
    }),
    ...dashboard.widgets.flatMap((widget, index) =>
      widgetProblems(widget, `widget ${index + 1}${titleOf(widget)} of ${subject}`),
    ),
  ];
}

function widgetProblems(widget: Widget, subject: string): DashboardProblem[] {
  return [...placeProblems(widget.place, subject), ...contentProblems(widget, subject)];
}

function contentProblems(widget: Widget, subject: string): DashboardProblem[] {
  if (widget.kind === 'metric') return metricProblems(widget, subject);
  if (widget.kind === 'text')
    return between(`The length of the text of ${subject}`, widget.markdown.length, 1);
  return widget.kind === 'alarms'
    ? between(`The number of alarms of ${subject}`, widget.alarms.length, 1, limits.alarmsPerWidget)
    : between(`The number of log groups of ${subject}`, widget.logGroups.length, 1);
}

function placeProblems(place: WidgetPosition, subject: string): DashboardProblem[] {
  return [
    ...between(`Column x of ${subject}`, place.x, 0, limits.columns - 1),
    ...between(`Row y of ${subject}`, place.y, 0),
    ...between(`The width of ${subject}`, place.width, 1, limits.columns),
    ...between(`The height of ${subject}`, place.height, 1, limits.height),
    // Only where both parts are fine by themselves: one mistake is told once.
    ...unless(
      place.x >= limits.columns ||
        place.width > limits.columns ||
        place.x + place.width <= limits.columns,
      {
        what: `The right edge of ${subject}`,
        given: String(place.x + place.width),
        expected: `at most column ${limits.columns}`,
      },
    ),
  ];
}

const idForm = /^[a-z][A-Za-z0-9_]*$/;

function metricProblems(widget: MetricWidget, subject: string): DashboardProblem[] {
  const ids = widget.queries.map(({ id }) => id);
  return [
    ...between(
      `The number of metrics of ${subject}`,
      widget.queries.length,
      1,
      limits.metricsPerWidget,
    ),
    ...ids.flatMap((id, index) => [
      ...unless(idForm.test(id), {
        what: `An id of ${subject}`,
        given: id,
        expected: 'a lower-case letter, then letters, digits and underscores',
      }),
      ...unless(ids.indexOf(id) === index, {
        what: `An id of ${subject}`,
        given: id,
        expected: 'unique',
      }),
    ]),
    ...widget.queries.flatMap((query) => queryProblems(query, subject)),
  ];
}

function queryProblems(query: MetricQuery, subject: string): DashboardProblem[] {
  const period = query.metric?.period ?? query.period;
  return [
    ...unless((query.metric === undefined) !== (query.expression === undefined), {
      what: `Query "${query.id}" of ${subject}`,
      given: query.metric === undefined ? 'nothing' : 'both',
      expected: 'either a metric or an expression',
    }),
    ...unless(period === undefined || isPeriod(period), {
      what: `The period of "${query.id}" of ${subject}`,
      given: String(period),
      expected: '1, 5, 10, 20, 30 or a multiple of 60 seconds',
    }),
  ];
}

function isPeriod(seconds: number): boolean {
  return [1, 5, 10, 20, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0);
}

function queriesOf(widget: Widget): readonly MetricQuery[] {
  return widget.kind === 'metric' ? widget.queries : [];
}

function titleOf(widget: Widget): string {
  return 'title' in widget ? ` ("${widget.title}")` : '';
}

function unless(fine: boolean, problem: DashboardProblem): DashboardProblem[] {
  return fine ? [] : [problem];
}

function atMost(what: string, given: number, most: number): DashboardProblem[] {
  return unless(given <= most, { what, given: String(given), expected: `at most ${most}` });
}

function between(what: string, given: number, least: number, most?: number): DashboardProblem[] {
  const fine = Number.isInteger(given) && given >= least && given <= (most ?? Infinity);
  const expected =
    most === undefined
      ? `a whole number, ${least} or more`
      : `a whole number from ${least} to ${most}`;
  return unless(fine, { what, given: String(given), expected });
}
