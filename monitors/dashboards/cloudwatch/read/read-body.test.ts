import { describe, expect, it } from 'vitest';
import { readDashboardBody } from './read-body.ts';

const read = (widgets: readonly object[]) =>
  readDashboardBody('d', JSON.stringify({ widgets })).widgets;

const connections = (reader: string, more: object = {}) => ({
  namespace: 'AWS/RDS',
  metricName: 'DatabaseConnections',
  dimensions: { DBInstanceIdentifier: reader },
  stat: 'Average',
  period: 300,
  ...more,
});

describe('a body written by others', () => {
  it('may say with dots what stands one entry before', () => {
    const metrics = [
      ['AWS/RDS', 'DatabaseConnections', 'DBInstanceIdentifier', 'reader-1'],
      ['...', 'reader-2'],
      ['.', 'CPUUtilization', '.', '.', { stat: 'Maximum', period: 60, id: 'q1' }],
    ];
    expect(read([{ type: 'metric', x: 0, y: 0, properties: { metrics } }])).toEqual([
      {
        kind: 'metric',
        title: '',
        view: 'line',
        place: { x: 0, y: 0, width: 6, height: 6 },
        queries: [
          { id: 'q2', metric: connections('reader-1') },
          { id: 'q3', metric: connections('reader-2') },
          {
            id: 'q1',
            metric: connections('reader-2', {
              metricName: 'CPUUtilization',
              stat: 'Maximum',
              period: 60,
            }),
          },
        ],
      },
    ]);
  });

  it('takes statistic and period of the graph where a metric names none', () => {
    const metrics = [['AWS/RDS', 'DatabaseConnections', 'DBInstanceIdentifier', 'r']];
    const [widget] = read([
      { type: 'metric', properties: { metrics, stat: 'Sum', period: 60, view: 'singleValue' } },
    ]);
    expect(widget).toMatchObject({
      view: 'number',
      queries: [{ metric: { stat: 'Sum', period: 60 } }],
    });
  });

  it('has widgets without a place below all others', () => {
    const text = { type: 'text', properties: { markdown: 'x' } };
    const places = read([
      { ...text, width: 24, height: 2 },
      { ...text, x: 6, y: 3, width: 6, height: 5 },
      text,
    ]).map(({ place }) => place);
    expect(places).toEqual([
      { x: 0, y: 8, width: 24, height: 2 },
      { x: 6, y: 3, width: 6, height: 5 },
      { x: 0, y: 10, width: 6, height: 6 },
    ]);
  });

  it('has graphs of alarms, bands, and widgets that nothing here draws', () => {
    const arn = 'arn:aws:cloudwatch:eu-south-1:123456789012:alarm:cpu';
    const bands = [
      [
        { label: 'low', value: 1 },
        { label: 'high', value: 2 },
      ],
      { value: 3 },
    ];
    const widgets = read([
      { type: 'metric', properties: { title: 'CPU', annotations: { alarms: [arn] } } },
      {
        type: 'metric',
        properties: {
          metrics: [[{ expression: "SEARCH('x')" }]],
          annotations: { horizontal: bands },
        },
      },
      { type: 'explorer', properties: { title: 'Fleet', labels: [{ key: 'k' }] } },
    ]);
    expect(widgets).toMatchObject([
      { kind: 'alarms', title: 'CPU', alarms: [arn] },
      {
        queries: [{ id: 'q1', expression: "SEARCH('x')" }],
        lines: [
          { label: 'low', value: 1 },
          { label: 'high', value: 2 },
          { label: '', value: 3 },
        ],
      },
      { kind: 'text', markdown: 'Fleet (a CloudWatch widget of the kind "explorer")' },
    ]);
  });

  it('that is no body says where', () => {
    expect(() => read([{ type: 'metric', width: 'wide' }])).toThrow(
      'The body of dashboard "d" at widgets.0.width is "something else", but must be as CloudWatch has it (Invalid input: expected number, received string).',
    );
  });
});
