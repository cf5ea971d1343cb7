import { z } from 'zod';

/**
 * What Grafana needs of a dashboard of ours: written down from Grafana's own types (its dashboard kind, and the query
 * types of its CloudWatch data source), as far as this project uses them. It is no copy of Grafana's whole schema, and no
 * Grafana has read these dashboards in a test.
 */
const dataSource = z.strictObject({
  type: z.literal('cloudwatch'),
  uid: z.literal('${datasource}'),
});

const metricTarget = z.strictObject({
  refId: z.string().regex(/^[A-Z]+$/),
  id: z.string().regex(/^[a-z][A-Za-z0-9_]*$/),
  datasource: dataSource,
  queryMode: z.literal('Metrics'),
  region: z.string().min(1),
  label: z.string(),
  hide: z.boolean(),
  accountId: z.string().optional(),
  metricQueryType: z.union([z.literal(0), z.literal(1)]),
  metricEditorMode: z.union([z.literal(0), z.literal(1)]),
  namespace: z.string(),
  metricName: z.string(),
  dimensions: z.record(z.string(), z.string()),
  matchExact: z.boolean(),
  statistic: z.string().min(1),
  period: z.string().regex(/^\d*$/),
  expression: z.string(),
  sqlExpression: z.string().optional(),
});

const logTarget = z.strictObject({
  refId: z.string(),
  id: z.string(),
  datasource: dataSource,
  queryMode: z.literal('Logs'),
  queryLanguage: z.literal('CWLI'),
  region: z.string().min(1),
  logGroupNames: z.array(z.string().min(1)).min(1),
  expression: z.string().min(1),
  statsGroups: z.array(z.string()),
});

const step = z.strictObject({ color: z.string(), value: z.number().nullable() });

const fieldConfig = z.strictObject({
  defaults: z.strictObject({
    unit: z.string().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    color: z.strictObject({ mode: z.enum(['palette-classic', 'thresholds']) }).optional(),
    custom: z
      .strictObject({
        drawStyle: z.literal('line'),
        lineWidth: z.number(),
        fillOpacity: z.number(),
        showPoints: z.enum(['auto', 'never', 'always']),
        spanNulls: z.boolean(),
        axisLabel: z.string(),
        stacking: z.strictObject({ mode: z.enum(['none', 'normal']), group: z.string() }),
        thresholdsStyle: z.strictObject({ mode: z.enum(['off', 'line']) }),
      })
      .optional(),
    thresholds: z
      .strictObject({ mode: z.literal('absolute'), steps: z.array(step).min(1) })
      .optional(),
  }),
  overrides: z.array(z.never()),
});

const gridPos = z.strictObject({
  x: z.int().min(0).max(23),
  y: z.int().min(0),
  w: z.int().min(1).max(24),
  h: z.int().min(1),
});

const common = { id: z.int().min(1), gridPos, title: z.string() };

const panel = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.enum(['timeseries', 'bargauge', 'stat']),
    description: z.string().optional(),
    datasource: dataSource,
    fieldConfig,
    options: z.looseObject({}),
    targets: z.array(metricTarget).min(1),
  }),
  z.strictObject({
    ...common,
    type: z.literal('text'),
    transparent: z.boolean().optional(),
    options: z.strictObject({ mode: z.literal('markdown'), content: z.string().min(1) }),
  }),
  z.strictObject({
    ...common,
    type: z.enum(['logs', 'table']),
    datasource: dataSource,
    fieldConfig,
    options: z.looseObject({}),
    targets: z.array(logTarget).length(1),
  }),
]);

const option = z.strictObject({ text: z.string(), value: z.string(), selected: z.boolean() });

const variable = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('datasource'),
    name: z.string(),
    query: z.literal('cloudwatch'),
  }),
  z.strictObject({
    type: z.literal('custom'),
    name: z.string().regex(/^\w+$/),
    label: z.string(),
    query: z.string(),
    multi: z.boolean(),
    includeAll: z.boolean(),
    hide: z.literal(0),
    skipUrlSync: z.boolean(),
    current: z.union([option, z.strictObject({})]),
    options: z.array(option),
  }),
]);

const annotation = z.looseObject({
  datasource: z.looseObject({ type: z.string(), uid: z.string() }),
  enable: z.boolean(),
  iconColor: z.string(),
  name: z.string().min(1),
});

export const grafanaDashboardSchema = z.strictObject({
  id: z.null(),
  uid: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  title: z.string().min(1),
  tags: z.array(z.string()),
  timezone: z.literal('browser'),
  schemaVersion: z.literal(42),
  version: z.literal(0),
  editable: z.boolean(),
  graphTooltip: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  fiscalYearStartMonth: z.int().min(0).max(11),
  refresh: z.string(),
  time: z.strictObject({ from: z.string().regex(/^now-\d+[smhdwMy]$/), to: z.literal('now') }),
  timepicker: z.strictObject({}),
  links: z.array(z.never()),
  annotations: z.strictObject({ list: z.array(annotation).min(1) }),
  templating: z.strictObject({ list: z.array(variable).min(1) }),
  panels: z.array(panel),
});
