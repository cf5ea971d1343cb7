import { fc } from '@fast-check/vitest';
import type { Dashboard, DashboardVariable } from '../../definitions/dashboard.ts';
import type { MetricQuery } from '../../definitions/metric.ts';
import { placeRows, type Block } from '../layout.ts';

const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,11}$/);
const text = fc.string({ minLength: 1, maxLength: 30 });
const dimensions = fc.dictionary(
  fc.constantFrom('DBInstanceIdentifier', 'ServiceName', 'Tenant'),
  word,
  {
    maxKeys: 3,
  },
);

const metricQuery = fc.record({
  metric: fc.record({
    namespace: fc.constantFrom('AWS/RDS', 'AWS/ECS', 'Bilancia'),
    metricName: word,
    dimensions,
    stat: fc.constantFrom('Average', 'Sum', 'p99'),
    period: fc.constantFrom(10, 60, 300),
  }),
});
const expressionQuery = fc.record({
  expression: fc.constantFrom('100 * q1', 'q1 / 2', 'FILL(q1, 0)'),
});
const shown = fc.record({ label: text, returnData: fc.boolean() }, { requiredKeys: [] });

/** The first query is a metric, since expressions refer to it. */
const queries = fc
  .tuple(metricQuery, fc.array(fc.oneof(metricQuery, expressionQuery), { maxLength: 3 }), shown)
  .map(([first, others, options]) =>
    [first, ...others].map((query, index): MetricQuery => ({
      id: `q${index + 1}`,
      ...query,
      ...options,
    })),
  );

/** JSON knows no negative zero. */
const number = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0);
const metricWidget = fc.record(
  {
    kind: fc.constant('metric' as const),
    title: text,
    queries,
    view: fc.constantFrom('line', 'stacked', 'bar', 'number'),
    region: fc.constantFrom('eu-south-1', 'us-east-1'),
    axis: fc.record({ label: text, min: number, max: number }, { requiredKeys: [] }),
    lines: fc.array(fc.record({ label: text, value: number }), { maxLength: 3 }),
  },
  { requiredKeys: ['kind', 'title', 'queries', 'view'] },
);
const textWidget = fc.record({ kind: fc.constant('text' as const), markdown: text });
const alarmWidget = fc.record({
  kind: fc.constant('alarms' as const),
  title: text,
  alarms: fc.array(
    fc.oneof(word, fc.constant('arn:aws:cloudwatch:us-east-1:123456789012:alarm:prod-cdn-errors')),
    { minLength: 1, maxLength: 5 },
  ),
});
const logWidget = fc.record({
  kind: fc.constant('log' as const),
  title: text,
  logGroups: fc.array(fc.constantFrom('/ecs/pms', '/aws/rds/x'), { minLength: 1, maxLength: 3 }),
  query: fc.constantFrom('fields @message | limit 5', 'stats count(*) by bin(5m)'),
});

const block: fc.Arbitrary<Block> = fc.record({
  width: fc.integer({ min: 1, max: 24 }),
  height: fc.integer({ min: 1, max: 20 }),
  widget: fc.oneof(metricWidget, textWidget, alarmWidget, logWidget),
});

const variables: fc.Arbitrary<DashboardVariable[]> = fc.uniqueArray(
  fc.record({
    dimension: fc.constantFrom('DBInstanceIdentifier', 'ServiceName', 'Tenant'),
    label: text,
    values: fc.array(text, { minLength: 1, maxLength: 3 }),
  }),
  { selector: ({ dimension }) => dimension, maxLength: 3 },
);

/** Rows of blocks that CloudWatch would take. */
export const arbitraryRows = fc.array(fc.array(block, { maxLength: 5 }), { maxLength: 4 });

/** A dashboard that CloudWatch would take. */
export const arbitraryDashboard: fc.Arbitrary<Dashboard> = fc
  .record({
    name: word,
    title: text,
    rows: arbitraryRows,
    variables,
    lookBack: fc.constantFrom('PT3H', 'P30D', 'PT5M', 'P2M'),
  })
  .map(({ rows, ...rest }) => ({ kind: 'dashboard', ...rest, widgets: placeRows(rows) }));
