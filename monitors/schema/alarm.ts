import { z } from 'zod';
import { comparisonOperators, missingDataTreatments } from '../definitions/metric-alarm.ts';
import { actions, base, closed, text } from './base.ts';
import { metricQueries, metricStat } from './metric.ts';

const description = z.string().max(1024).optional();

const metric = z.union([metricStat, metricQueries], {
  error: 'one metric with its statistic, or the queries of metric math',
});

const threshold = z.union([z.number(), closed({ metricId: text })], {
  error: 'a number, or { metricId: "id of the query with the band" }',
});

export const metricAlarm = closed({
  ...base,
  kind: z.literal('metric-alarm'),
  description,
  metric,
  comparisonOperator: z.enum(comparisonOperators),
  threshold,
  evaluationPeriods: z.int().min(1),
  datapointsToAlarm: z.int().min(1).optional(),
  treatMissingData: z.enum(missingDataTreatments).optional(),
  evaluateLowSampleCountPercentile: z.enum(['evaluate', 'ignore']).optional(),
  wallClock: closed({ timeZone: text.optional() }).optional(),
  warmUp: closed({
    minutes: z.int().min(1),
    onlyStartEvaluatingAfterwards: z.boolean().optional(),
  }).optional(),
  actions: actions.optional(),
  actionsEnabled: z.boolean().optional(),
}).superRefine((alarm, context) => {
  const { datapointsToAlarm: datapoints = 1, evaluationPeriods } = alarm;
  if (datapoints <= evaluationPeriods) return;
  context.addIssue({
    code: 'custom',
    path: ['datapointsToAlarm'],
    message: `at most evaluationPeriods (${evaluationPeriods})`,
  });
});

export const compositeAlarm = closed({
  ...base,
  kind: z.literal('composite-alarm'),
  description,
  rule: text.max(10_240),
  suppressor: closed({
    alarm: text,
    waitPeriod: z.int().min(0),
    extensionPeriod: z.int().min(0),
  }).optional(),
  actions: actions.optional(),
  actionsEnabled: z.boolean().optional(),
});

export const muteRule = closed({
  ...base,
  kind: z.literal('mute-rule'),
  description,
  schedule: z
    .string()
    .regex(/^(cron|at)\(.+\)$/, 'cron(...) with five fields, or at(yyyy-MM-ddThh:mm)'),
  duration: z.string().regex(/^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?)?$/, 'PT1M to P15D'),
  timeZone: text.optional(),
  alarms: z.array(text).max(100).optional(),
  start: text.optional(),
  expire: text.optional(),
});
