import { z } from 'zod';
import { compositeAlarm, metricAlarm, muteRule } from './alarm.ts';
import { closed, region, text } from './base.ts';
import { dashboard, eventRule, metricFilter, topic } from './others.ts';

/** The shape of every kind of definition. */
export const definitionSchemas = {
  topic,
  'metric-filter': metricFilter,
  'metric-alarm': metricAlarm,
  'composite-alarm': compositeAlarm,
  'mute-rule': muteRule,
  'event-rule': eventRule,
  dashboard,
} as const;

const definition = z.discriminatedUnion(
  'kind',
  [topic, metricFilter, metricAlarm, compositeAlarm, muteRule, eventRule, dashboard],
  { error: `a definition: its kind is one of ${Object.keys(definitionSchemas).join(', ')}` },
);

/** What is said to the linter. */
export const lintSettingsSchema = closed({
  disable: z.array(closed({ rule: text, name: text.optional(), reason: text })).optional(),
  budget: closed({ dollarsPerMonth: z.number().min(0) }).optional(),
  severity: z.record(z.string(), z.enum(['error', 'warning', 'info'])).optional(),
});

/** What `defineMonitors` takes. */
export const monitorsSchema = closed({
  stack: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'up to 64 letters, digits, ".", "_" and "-"')
    .optional(),
  environment: closed({
    name: z.string().regex(/^[\w.-]+$/, 'letters, digits, ".", "_" and "-"'),
    region,
    accountId: z.string().regex(/^\d{12}$/, 'the twelve digits of the account, as a string'),
  }),
  definitions: z.array(
    z.union([definition, z.array(definition)], { error: 'a definition, or a list of them' }),
  ),
  external: z.array(text).optional(),
  lint: lintSettingsSchema.optional(),
});
