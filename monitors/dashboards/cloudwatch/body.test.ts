import { describe, expect, it } from 'vitest';
import { test } from '@fast-check/vitest';
import type { Dashboard, Widget } from '../../definitions/dashboard.ts';
import { arbitraryDashboard } from '../testing/arbitrary-dashboard.ts';
import { alarmArn } from './alarm-arn.ts';
import { dashboardBody } from './body.ts';
import { readDashboardBody } from './read/read-body.ts';

const region = 'eu-south-1';
const accountId = '123456789012';
const place = { x: 0, y: 0, width: 12, height: 6 } as const;

const dashboard = (widgets: readonly Widget[]): Dashboard => ({
  kind: 'dashboard',
  name: 'd',
  title: 'D',
  widgets,
});

describe('a dashboard body', () => {
  it('names alarms in the partition of their region', () => {
    const widget: Widget = { kind: 'alarms', title: 'Alarms', place, alarms: ['cpu'] };
    expect(dashboardBody(dashboard([widget]), 'cn-north-1', accountId)).toMatchObject({
      widgets: [
        { properties: { alarms: ['arn:aws-cn:cloudwatch:cn-north-1:123456789012:alarm:cpu'] } },
      ],
    });
  });

  it('has metrics and expressions as arrays, with ids, periods and what is not drawn', () => {
    const widget: Widget = {
      kind: 'metric',
      title: 'Share',
      place,
      view: 'stacked',
      queries: [
        {
          id: 'm1',
          metric: {
            namespace: 'AWS/RDS',
            metricName: 'DatabaseConnections',
            dimensions: { DBInstanceIdentifier: 'reader-1' },
            stat: 'Average',
            period: 60,
          },
          returnData: false,
        },
        { id: 'e1', expression: '100 * m1', label: 'share' },
      ],
      axis: { label: '%', min: 0, max: 100 },
      lines: [{ label: 'half', value: 50 }],
    };
    expect(dashboardBody(dashboard([widget]), region, accountId)).toEqual({
      periodOverride: 'inherit',
      widgets: [
        {
          type: 'metric',
          x: 0,
          y: 0,
          width: 12,
          height: 6,
          properties: {
            title: 'Share',
            region: 'eu-south-1',
            view: 'timeSeries',
            stacked: true,
            metrics: [
              [
                'AWS/RDS',
                'DatabaseConnections',
                'DBInstanceIdentifier',
                'reader-1',
                { stat: 'Average', period: 60, id: 'm1', visible: false },
              ],
              [{ expression: '100 * m1', id: 'e1', label: 'share' }],
            ],
            yAxis: { left: { label: '%', min: 0, max: 100, showUnits: false } },
            annotations: { horizontal: [{ label: 'half', value: 50 }] },
          },
        },
      ],
    });
  });

  it('has alarms by ARN, logs with their sources, texts and variables', () => {
    const arn = 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:prod-cdn-errors';
    const body = dashboardBody(
      {
        ...dashboard([
          { kind: 'alarms', title: 'Alarms', place, alarms: ['prod-cpu', arn] },
          { kind: 'log', title: 'Log', place, logGroups: ['/a', '/b'], query: 'limit 5' },
          { kind: 'text', place, markdown: '# Hi' },
        ]),
        variables: [{ dimension: 'Tenant', label: 'Tenant', values: ['alba', 'riva'] }],
        lookBack: 'PT3H',
      },
      region,
      accountId,
    );
    const at = { x: 0, y: 0, width: 12, height: 6 };
    expect(body).toEqual({
      start: '-PT3H',
      periodOverride: 'inherit',
      variables: [
        {
          type: 'property',
          property: 'Tenant',
          inputType: 'select',
          id: 'Tenant',
          label: 'Tenant',
          defaultValue: 'alba',
          visible: true,
          values: [
            { value: 'alba', label: 'alba' },
            { value: 'riva', label: 'riva' },
          ],
        },
      ],
      widgets: [
        {
          ...at,
          type: 'alarm',
          properties: {
            title: 'Alarms',
            sortBy: 'stateUpdatedTimestamp',
            alarms: ['arn:aws:cloudwatch:eu-south-1:123456789012:alarm:prod-cpu', arn],
          },
        },
        {
          ...at,
          type: 'log',
          properties: {
            title: 'Log',
            region: 'eu-south-1',
            view: 'table',
            query: "SOURCE '/a' | SOURCE '/b' | limit 5",
          },
        },
        { ...at, type: 'text', properties: { markdown: '# Hi' } },
      ],
    });
  });

  it('that was read from elsewhere stays as it is', () => {
    const body = '{"widgets":[{"type":"explorer","properties":{}}],"periodOverride":"auto"}';
    expect(dashboardBody({ ...dashboard([]), body }, region, accountId)).toEqual(JSON.parse(body));
  });

  it.each([
    [
      '{"widgets":',
      'The body of dashboard "d" is "{"widgets":", but must be JSON (Unexpected end of JSON input).',
    ],
    ['[]', 'The body of dashboard "d" is "[]", but must be a JSON object.'],
  ])('that is %s is one clear error', (body, message) => {
    expect(() => dashboardBody({ ...dashboard([]), body }, region, accountId)).toThrow(message);
  });

  it('that CloudWatch would refuse is one clear error', () => {
    const wide = dashboard([{ kind: 'text', markdown: 'x', place: { ...place, width: 30 } }]);
    expect(() => dashboardBody(wide, region, accountId)).toThrow(
      'The width of widget 1 of dashboard "d" is "30", but must be a whole number from 1 to 24.',
    );
  });
});

/** A widget as it reads back: names have become ARNs, and defaults have been said. */
function said(widget: Widget): Widget {
  if (widget.kind === 'text') return widget;
  if (widget.kind === 'log') return { region, ...widget };
  if (widget.kind === 'alarms') {
    const alarms = widget.alarms.map((alarm) => alarmArn(alarm, { region, accountId }));
    return { ...widget, alarms };
  }
  const { lines = [], queries, ...rest } = widget;
  return {
    region,
    ...rest,
    ...(lines.length === 0 ? {} : { lines }),
    queries: queries.map(({ returnData, ...query }) => ({
      ...query,
      ...(returnData === false ? { returnData } : {}),
    })),
  };
}

test.prop([arbitraryDashboard])('a body reads back as the dashboard that it was made of', (one) => {
  const text = JSON.stringify(dashboardBody(one, region, accountId));
  const { variables, lookBack } = one;
  expect(readDashboardBody(one.name, text)).toEqual({
    widgets: one.widgets.map(said),
    variables,
    lookBack,
  });
});
