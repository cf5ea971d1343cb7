import { describe, expect, it } from 'vitest';
import { test } from '@fast-check/vitest';
import type { Dashboard, Widget } from '../../definitions/dashboard.ts';
import { dashboardBody } from '../cloudwatch/body.ts';
import { arbitraryDashboard } from '../testing/arbitrary-dashboard.ts';
import { overlaps } from '../testing/overlap.ts';
import { grafanaDashboard } from './dashboard.ts';
import { grafanaDashboardSchema } from './testing/schema.ts';

const place = { x: 0, y: 0, width: 12, height: 6 } as const;

const dashboard = (widgets: readonly Widget[], more: Partial<Dashboard> = {}): Dashboard => ({
  kind: 'dashboard',
  name: 'prod-balance',
  title: 'Balance',
  region: 'eu-south-1',
  widgets,
  ...more,
});

const parsed = (given: Dashboard) =>
  grafanaDashboardSchema.parse(JSON.parse(JSON.stringify(grafanaDashboard(given))));

test.prop([arbitraryDashboard])(
  'every dashboard has the fields that Grafana needs, on a grid without overlaps',
  (one) => {
    const { panels, templating, uid } = parsed(one);
    expect(panels.map(({ id }) => id)).toEqual(one.widgets.map((_, index) => index + 1));
    const places = panels.map(({ gridPos: { x, y, w, h } }) => ({ x, y, width: w, height: h }));
    expect(overlaps(places)).toEqual([]);
    for (const panel of panels) {
      if (!('targets' in panel)) continue;
      const refIds = panel.targets.map(({ refId }) => refId);
      expect(new Set(refIds).size).toBe(refIds.length);
    }
    expect(templating.list).toHaveLength((one.variables ?? []).length + 1);
    expect(uid).toBe(one.name);
  },
);

test.prop([arbitraryDashboard])('a body gives the same panels as what it was made of', (one) => {
  const region = 'eu-south-1';
  const body = JSON.stringify(dashboardBody({ ...one, region }, region, '123456789012'));
  const types = (given: Dashboard) =>
    parsed(given).panels.map(({ type, gridPos }) => ({ type, gridPos }));
  expect(types({ ...one, region, widgets: [], body })).toEqual(types({ ...one, region }));
});

describe('a Grafana dashboard', () => {
  it('has metrics, metric math by id, lines as thresholds and variables in dimensions', () => {
    const { panels, templating, time } = parsed(
      dashboard(
        [
          {
            kind: 'metric',
            title: 'CPU',
            place,
            view: 'line',
            queries: [
              {
                id: 'm1',
                metric: {
                  namespace: 'AWS/RDS',
                  metricName: 'CPUUtilization',
                  dimensions: { DBInstanceIdentifier: 'reader-1' },
                  stat: 'Average',
                  period: 60,
                },
                returnData: false,
              },
              { id: 'e1', expression: 'm1 / 2', label: 'half' },
              { id: 'e2', expression: 'SELECT MAX(CPUUtilization) FROM "AWS/RDS"', period: 300 },
            ],
            axis: { label: '%', min: 0 },
            lines: [
              { label: 'page', value: 90 },
              { label: 'ticket', value: 70 },
            ],
          },
        ],
        {
          variables: [
            { dimension: 'DBInstanceIdentifier', label: 'Reader', values: ['reader-1', 'a,b'] },
          ],
          lookBack: 'P30D',
        },
      ),
    );
    const source = { type: 'cloudwatch', uid: '${datasource}' };
    const common = {
      datasource: source,
      queryMode: 'Metrics',
      region: 'eu-south-1',
      matchExact: true,
    };
    const code = {
      metricEditorMode: 1,
      namespace: '',
      metricName: '',
      dimensions: {},
      statistic: 'Average',
    };
    expect(panels).toMatchObject([
      {
        id: 1,
        type: 'timeseries',
        gridPos: { x: 0, y: 0, w: 12, h: 6 },
        description: 'Lines: 90 (page); 70 (ticket)',
        fieldConfig: {
          defaults: {
            unit: 'percent',
            min: 0,
            custom: { thresholdsStyle: { mode: 'line' }, stacking: { mode: 'none' } },
            thresholds: {
              mode: 'absolute',
              steps: [
                { color: 'green', value: null },
                { color: 'red', value: 70 },
                { color: 'red', value: 90 },
              ],
            },
          },
        },
        targets: [
          {
            ...common,
            refId: 'A',
            id: 'm1',
            hide: true,
            metricQueryType: 0,
            metricEditorMode: 0,
            dimensions: { DBInstanceIdentifier: '$DBInstanceIdentifier' },
            statistic: 'Average',
            period: '60',
            expression: '',
          },
          {
            ...common,
            ...code,
            refId: 'B',
            id: 'e1',
            hide: false,
            label: 'half',
            metricQueryType: 0,
            expression: 'm1 / 2',
          },
          {
            ...common,
            ...code,
            refId: 'C',
            metricQueryType: 1,
            expression: '',
            sqlExpression: 'SELECT MAX(CPUUtilization) FROM "AWS/RDS"',
            period: '300',
          },
        ],
      },
    ]);
    expect(templating.list).toMatchObject([
      { type: 'datasource', name: 'datasource', query: 'cloudwatch' },
      {
        type: 'custom',
        name: 'DBInstanceIdentifier',
        label: 'Reader',
        query: String.raw`reader-1,a\,b`,
        current: { value: 'reader-1', selected: true },
      },
    ]);
    expect(time).toEqual({ from: 'now-30d', to: 'now' });
  });

  it('links to alarms, and marks their changes on the graphs', () => {
    const alarms = [
      'prod-aurora-cpu',
      'prod-aurora-lag',
      'arn:aws:cloudwatch:us-east-1:123456789012:alarm:prod-cdn-errors',
    ];
    const { panels, annotations } = parsed(
      dashboard([{ kind: 'alarms', title: 'Alarms', place, alarms }]),
    );
    const link = (region: string, name: string) =>
      `- [${name}](https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:alarm/${name})`;
    expect(panels).toMatchObject([
      {
        type: 'text',
        title: 'Alarms',
        options: {
          mode: 'markdown',
          content: [
            link('eu-south-1', 'prod-aurora-cpu'),
            link('eu-south-1', 'prod-aurora-lag'),
            link('us-east-1', 'prod-cdn-errors'),
          ].join('\n'),
        },
      },
    ]);
    const target = { queryMode: 'Annotations', prefixMatching: true, actionPrefix: 'arn:' };
    expect(annotations.list).toMatchObject([
      { builtIn: 1 },
      {
        name: 'Alarms prod-aurora-',
        target: { ...target, alarmNamePrefix: 'prod-aurora-', region: 'eu-south-1' },
      },
      {
        name: 'Alarms prod-cdn-',
        target: { ...target, alarmNamePrefix: 'prod-cdn-', region: 'us-east-1' },
      },
    ]);
  });

  it('shows log lines as logs and statistics of logs as a table', () => {
    const log = { kind: 'log', title: 'Log', place, logGroups: ['/ecs/pms'] } as const;
    const { panels } = parsed(
      dashboard([
        { ...log, query: 'fields @message | limit 5' },
        { ...log, query: 'filter x = 1 | stats count(*) by bin(5m)', region: 'us-east-1' },
      ]),
    );
    expect(panels).toMatchObject([
      {
        type: 'logs',
        targets: [{ queryMode: 'Logs', region: 'eu-south-1', logGroupNames: ['/ecs/pms'] }],
      },
      { type: 'table', targets: [{ queryMode: 'Logs', region: 'us-east-1' }] },
    ]);
  });

  it('of a long name has a uid that Grafana takes, and no other dashboard has', () => {
    const long = 'x'.repeat(60);
    const uids = [`${long}-a`, `${long}-b`].map((name) => parsed(dashboard([], { name })).uid);
    expect(uids.map((uid) => uid.length)).toEqual([40, 40]);
    expect(new Set(uids).size).toBe(2);
  });

  it.each([
    ['the datasource', { ...grafanaDashboard(dashboard([])), templating: { list: [] } }],
    ['its uid', { ...grafanaDashboard(dashboard([])), uid: undefined }],
    ['its schema', { ...grafanaDashboard(dashboard([])), schemaVersion: 1 }],
  ])('without %s is refused by the schema of these tests', (_what, broken) => {
    expect(grafanaDashboardSchema.safeParse(broken).success).toBe(false);
  });
});
