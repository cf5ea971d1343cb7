import { knownError } from '../../../core/errors.ts';
import type {
  AlarmWidget,
  Dashboard,
  DashboardVariable,
  LogWidget,
  Widget,
} from '../../definitions/dashboard.ts';
import { defined } from '../defined.ts';
import { dashboardProblems } from '../problems.ts';
import type { AccountRegion } from '../../aws/arn.ts';
import { alarmArn } from './alarm-arn.ts';
import { keptBody, type DashboardBody } from './kept-body.ts';
import { metricProperties } from './metric-properties.ts';

export type { DashboardBody };

/**
 * The body of a CloudWatch dashboard:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 *
 * Alarms that a widget names live in `region` of the account `accountId`, unless they are given by ARN. A body that was
 * read from elsewhere is given back as it is. A dashboard that CloudWatch would refuse is the error `bad-value`.
 */
export function dashboardBody(
  dashboard: Dashboard,
  region: string,
  accountId: string,
): DashboardBody {
  if (dashboard.body !== undefined) return keptBody(dashboard.name, dashboard.body);
  const [problem] = dashboardProblems(dashboard);
  if (problem !== undefined) throw knownError('bad-value', problem);
  const place: AccountRegion = { region, accountId };
  return defined({
    start: dashboard.lookBack === undefined ? undefined : `-${dashboard.lookBack}`,
    // Each graph keeps the period that it was given: what it shows is what the alarm sees.
    periodOverride: 'inherit',
    variables: dashboard.variables?.map(variable),
    widgets: dashboard.widgets.map((widget) => bodyWidget(widget, place)),
  });
}

function bodyWidget(widget: Widget, place: AccountRegion): object {
  const { x, y, width, height } = widget.place;
  return { ...contentOf(widget, place), x, y, width, height };
}

function contentOf(widget: Widget, place: AccountRegion): { type: string; properties: object } {
  if (widget.kind === 'metric')
    return { type: 'metric', properties: metricProperties(widget, place.region) };
  if (widget.kind === 'text') return { type: 'text', properties: { markdown: widget.markdown } };
  return widget.kind === 'alarms'
    ? { type: 'alarm', properties: alarmProperties(widget, place) }
    : { type: 'log', properties: logProperties(widget, place.region) };
}

/** Those in ALARM first. */
function alarmProperties({ title, alarms }: AlarmWidget, place: AccountRegion): object {
  const arns = alarms.map((alarm) => alarmArn(alarm, place));
  return { title, sortBy: 'stateUpdatedTimestamp', alarms: arns };
}

function logProperties(widget: LogWidget, region: string): object {
  const sources = widget.logGroups.map((group) => `SOURCE '${group}' | `).join('');
  return {
    title: widget.title,
    region: widget.region ?? region,
    view: 'table',
    query: `${sources}${widget.query}`,
  };
}

/** A property variable: the value picked takes the place of every value of that dimension. */
function variable({ dimension, label, values }: DashboardVariable): object {
  return {
    type: 'property',
    property: dimension,
    inputType: 'select',
    id: dimension.replaceAll(/\W/g, '_'),
    label,
    defaultValue: values[0] ?? '',
    visible: true,
    values: values.map((value) => ({ value, label: value })),
  };
}
