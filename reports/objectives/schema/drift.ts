import { z } from 'zod';
import { common, limiting, phased } from './common.ts';
import { amount } from './field.ts';

const limits = limiting(['memoryDrift', 'connectionsDrift', 'p95Drift']);

/** A fraction of the level in an hour. */
function perHour(what: string): z.ZodNumber {
  const about = `${what} must grow by less than this fraction of its level an hour`;
  return amount('a fraction above 0', about, { above: 0 });
}

/** What must not grow little by little while the load stays the same. */
export const driftObjective = z
  .strictObject({
    ...common,
    drift: z.literal(true, { error: 'true' }).describe('Marks an objective on drift'),
    ...phased,
    memoryDrift: perHour('Memory of each task').optional(),
    connectionsDrift: perHour('The number of connections of each reader').optional(),
    p95Drift: perHour('The 95th percentile of all answered requests').optional(),
  })
  .refine(limits.isLimit, { error: limits.error })
  .meta(limits.meta);

export type DriftObjective = z.infer<typeof driftObjective>;
