import { z } from 'zod';

/** Options at the end of an entry of `metrics`. */
const metricOptions = z.object({
  id: z.string().optional(),
  expression: z.string().optional(),
  label: z.string().optional(),
  stat: z.string().optional(),
  period: z.number().optional(),
  visible: z.boolean().optional(),
  region: z.string().optional(),
  accountId: z.string().optional(),
});
export type MetricOptions = z.infer<typeof metricOptions>;

const horizontal = z.object({ label: z.string().optional(), value: z.number() });

/** What is understood of a widget's properties; what is not stays in the body and is not drawn elsewhere. */
const properties = z.object({
  title: z.string().optional(),
  region: z.string().optional(),
  view: z.string().optional(),
  stacked: z.boolean().optional(),
  stat: z.string().optional(),
  period: z.number().optional(),
  metrics: z.array(z.array(z.union([z.string(), metricOptions]))).optional(),
  yAxis: z
    .object({
      left: z.object({ label: z.string(), min: z.number(), max: z.number() }).partial().optional(),
    })
    .optional(),
  annotations: z
    .object({
      alarms: z.array(z.string()).optional(),
      horizontal: z.array(z.union([horizontal, z.array(horizontal)])).optional(),
    })
    .optional(),
  markdown: z.string().optional(),
  alarms: z.array(z.string()).optional(),
  query: z.string().optional(),
});
export type BodyProperties = z.infer<typeof properties>;

const widget = z.object({
  type: z.string(),
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().default(6),
  height: z.int().default(6),
  properties: properties.default({}),
});
export type BodyWidget = z.infer<typeof widget>;

const variable = z.object({
  type: z.string(),
  property: z.string().optional(),
  label: z.string().optional(),
  values: z.array(z.object({ value: z.string() })).optional(),
});
export type BodyVariable = z.infer<typeof variable>;

/** A dashboard body as far as it is understood. */
export const bodySchema = z.object({
  start: z.string().optional(),
  variables: z.array(variable).default([]),
  widgets: z.array(widget),
});
