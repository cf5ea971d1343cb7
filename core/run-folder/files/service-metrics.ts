import { z } from 'zod';
import { records } from './declaration.ts';

const serviceMetric = z.object({
  /** Beginning of the minute, milliseconds since 1970. */
  at: z.number(),
  cluster: z.string(),
  service: z.string(),
  /** CPU of the least busy task, of all together and of the busiest, percent of what they reserved. */
  minimum: z.number(),
  average: z.number(),
  maximum: z.number(),
});

/** What `AWS/ECS` tells of a service's CPU in a minute, without any agent. */
export type ServiceMetric = z.infer<typeof serviceMetric>;

export const serviceMetrics = records({
  name: 'service-metrics.ndjson',
  about:
    'CPU of the least busy task of a service, of the mean and of the busiest, a line a minute.',
  writtenBy: 'fetch',
  readBy: 'reports',
  schema: serviceMetric,
});
