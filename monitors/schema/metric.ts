import { z } from 'zod';
import { closed, text } from './base.ts';

/** AWS: 10, 20, 30 or any multiple of 60. API_PutMetricAlarm */
const period = z
  .int()
  .refine((seconds) => seconds > 0 && ([10, 20, 30].includes(seconds) || seconds % 60 === 0), {
    error: '10, 20, 30 or a multiple of 60 seconds',
  });

/** The keys that tell which metric it is. */
export const metric = {
  namespace: text,
  metricName: text,
  dimensions: z.record(text, text).optional(),
};

export const metricStat = closed({
  ...metric,
  stat: text,
  period,
  unit: text.optional(),
});

export const metricQuery = closed({
  id: z
    .string()
    .regex(/^[a-z]\w*$/, 'a lower-case letter, and then letters, digits and underscores'),
  metric: metricStat.optional(),
  expression: text.optional(),
  period: period.optional(),
  label: z.string().optional(),
  returnData: z.boolean().optional(),
  accountId: text.optional(),
}).refine((query) => (query.metric === undefined) !== (query.expression === undefined), {
  error: 'either a metric or an expression',
});

export const metricQueries = z.array(metricQuery).min(1);
