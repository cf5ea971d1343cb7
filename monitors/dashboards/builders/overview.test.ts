import { describe, expect, it } from 'vitest';
import type { Definition, DefinitionSet } from '../../definitions/definition.ts';
import type { MetricAlarm } from '../../definitions/metric-alarm.ts';
import { dashboardProblems } from '../problems.ts';
import { overlaps } from '../testing/overlap.ts';
import { overviewDashboard } from './overview.ts';

const environment = { name: 'prod', region: 'eu-south-1', accountId: '123456789012' };
const set = (definitions: readonly Definition[]): DefinitionSet => ({ environment, definitions });

const alarm = (name: string, more: Partial<MetricAlarm> = {}): MetricAlarm => ({
  kind: 'metric-alarm',
  name,
  metric: { namespace: 'AWS/RDS', metricName: 'CPUUtilization', stat: 'Average', period: 60 },
  comparisonOperator: 'GreaterThanThreshold',
  threshold: 80,
  evaluationPeriods: 5,
  datapointsToAlarm: 3,
  ...more,
});

describe('the overview', () => {
  it('has alarm states at the top, a graph with its threshold for each alarm, and the logs', () => {
    const { widgets, ...rest } = overviewDashboard(
      set([
        alarm('prod-aurora-cpu-high'),
        alarm('prod-cdn-errors', { region: 'us-east-1' }),
        {
          kind: 'composite-alarm',
          name: 'prod-page',
          rule: 'ALARM("prod-aurora-cpu-high") OR ALARM("prod-pms-critical")',
        },
        {
          kind: 'metric-filter',
          name: 'critical',
          logGroup: '/ecs/pms',
          pattern: 'CRITICAL',
          transformation: { namespace: 'Pms', metricName: 'Critical', value: '1' },
        },
      ]),
    );
    expect(rest).toEqual({
      kind: 'dashboard',
      name: 'prod-overview',
      region: 'eu-south-1',
      title: 'prod: all alarms',
    });
    expect(widgets).toMatchObject([
      {
        kind: 'alarms',
        title: 'Alarms',
        place: { x: 0, y: 0, width: 24, height: 3 },
        alarms: [
          'prod-page',
          'prod-aurora-cpu-high',
          'arn:aws:cloudwatch:us-east-1:123456789012:alarm:prod-cdn-errors',
        ],
      },
      {
        kind: 'metric',
        title: 'aurora-cpu-high',
        place: { x: 0, y: 3, width: 8, height: 6 },
        queries: [{ id: 'm1', metric: { metricName: 'CPUUtilization' } }],
        lines: [{ label: 'alarm > 80, 3 of 5', value: 80 }],
      },
      { kind: 'metric', title: 'cdn-errors', region: 'us-east-1', place: { x: 8, y: 3 } },
      {
        kind: 'log',
        place: { x: 0, y: 9, width: 24 },
        logGroups: ['/ecs/pms'],
        region: 'eu-south-1',
      },
    ]);
  });

  it('draws the queries of a metric math alarm, and no line where the threshold is a band', () => {
    const queries = [
      { id: 'm1', metric: { namespace: 'A', metricName: 'B', stat: 'Sum', period: 60 } },
      { id: 'band', expression: 'ANOMALY_DETECTION_BAND(m1, 2)' },
    ];
    const { widgets } = overviewDashboard(
      set([
        alarm('strange', {
          metric: queries,
          threshold: { metricId: 'band' },
          comparisonOperator: 'GreaterThanUpperThreshold',
        }),
      ]),
    );
    expect(widgets[1]).toEqual({
      kind: 'metric',
      title: 'strange',
      view: 'line',
      queries,
      place: { x: 0, y: 3, width: 8, height: 6 },
    });
  });

  it('of nothing is an empty dashboard', () => {
    expect(overviewDashboard(set([])).widgets).toEqual([]);
  });

  it.each([1, 99, 101, 600, 1200])(
    'of %i alarms stays within the limits, and says what has no room',
    (count) => {
      const names = Array.from({ length: count }, (_, index) => `prod-app-alarm-${index}`);
      const dashboard = overviewDashboard(set(names.map((name) => alarm(name))));
      expect(dashboardProblems(dashboard)).toEqual([]);
      expect(overlaps(dashboard.widgets.map(({ place }) => place))).toEqual([]);
      const drawn = dashboard.widgets.filter(({ kind }) => kind === 'metric').length;
      const text = dashboard.widgets.find((widget) => widget.kind === 'text');
      expect(text?.markdown).toBe(
        drawn === count
          ? undefined
          : `${count - drawn} more alarms have no graph here: a dashboard allows 500 widgets and 2500 metrics.`,
      );
      const listed = dashboard.widgets.flatMap((widget) =>
        widget.kind === 'alarms' ? widget.alarms : [],
      );
      expect(listed).toEqual(names);
    },
  );
});
