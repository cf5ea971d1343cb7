import { z } from 'zod';
import { actionTarget, base, closed, text } from './base.ts';
import { metricQuery } from './metric.ts';

export const topic = closed({
  ...base,
  kind: z.literal('topic'),
  displayName: z.string().optional(),
  subscriptions: z
    .array(
      closed({
        protocol: z.enum(['email', 'https', 'sqs', 'lambda', 'sms']),
        endpoint: text,
      }),
    )
    .optional(),
});

export const metricFilter = closed({
  ...base,
  kind: z.literal('metric-filter'),
  logGroup: text,
  pattern: z.string(),
  transformation: closed({
    namespace: text,
    metricName: text,
    value: text.max(100),
    defaultValue: z.number().optional(),
    dimensions: z.record(text, text).optional(),
    unit: text.optional(),
  }),
  applyOnTransformedLogs: z.boolean().optional(),
});

export const eventRule = closed({
  ...base,
  kind: z.literal('event-rule'),
  description: z.string().optional(),
  eventPattern: z.record(text, z.unknown()),
  targets: z.array(actionTarget),
});

const place = closed({
  x: z.int().min(0).max(23),
  y: z.int().min(0),
  width: z.int().min(1).max(24),
  height: z.int().min(1).max(1000),
});

const widget = z.discriminatedUnion('kind', [
  closed({
    kind: z.literal('metric'),
    title: z.string(),
    place,
    queries: z.array(metricQuery),
    view: z.enum(['line', 'stacked', 'bar', 'number']),
    region: text.optional(),
    axis: closed({
      label: z.string().optional(),
      min: z.number().optional(),
      max: z.number().optional(),
    }).optional(),
    lines: z.array(closed({ label: z.string(), value: z.number() })).optional(),
  }),
  closed({ kind: z.literal('text'), place, markdown: z.string() }),
  closed({ kind: z.literal('alarms'), title: z.string(), place, alarms: z.array(text) }),
  closed({
    kind: z.literal('log'),
    title: z.string(),
    place,
    logGroups: z.array(text),
    query: z.string(),
    region: text.optional(),
  }),
]);

export const dashboard = closed({
  ...base,
  kind: z.literal('dashboard'),
  title: z.string(),
  widgets: z.array(widget),
  variables: z
    .array(closed({ dimension: text, label: z.string(), values: z.array(z.string()) }))
    .optional(),
  lookBack: text.optional(),
  body: z.string().optional(),
});
