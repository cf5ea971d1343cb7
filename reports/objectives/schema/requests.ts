import { z } from 'zod';
import { bySecond, byTenant, common, limiting, phased } from './common.ts';
import { amount, exceptions, flag, fraction, milliseconds, patterns } from './field.ts';

const outcome = z.string().regex(/^(refused|shed|failed|unanswered|[1-5]\d\d|[1-5]xx)$/, {
  error: 'refused, shed, failed, unanswered, a status such as 503 or a class such as 5xx',
});

const limits = limiting(['p50', 'p95', 'p99', 'errorRate', 'throughput', 'outcomes']);

/** What requests must keep to, as those see it who wait for their answers. */
export const requestsObjective = z
  .strictObject({
    ...common,
    requests: patterns('Request names it holds for, each by itself'),
    except: exceptions('Request names it does not hold for'),
    ...phased,
    ...byTenant,
    together: flag('Judges all matching requests as one instead of name by name'),
    p50: milliseconds('The median of the answered requests must be below, milliseconds').optional(),
    p95: milliseconds('Their 95th percentile must be below, milliseconds').optional(),
    p99: milliseconds('Their 99th percentile must be below, milliseconds').optional(),
    /** Refusals (409) are answers, not errors. */
    errorRate: fraction('The fraction of failed requests must be below; 0 allows none').optional(),
    throughput: amount(
      'answered requests per second, a number above 0',
      'At least so many requests per second must be answered',
      { above: 0 },
    ).optional(),
    outcomes: z
      .record(outcome, fraction('The fraction of requests with it must be below; 0 allows none'), {
        error: 'outcomes, each with the fraction that it must stay below',
      })
      .refine((of) => Object.keys(of).length > 0, { error: 'an outcome or more' })
      .meta({ minProperties: 1 })
      .describe('Shares that outcomes and HTTP statuses must stay below')
      .optional(),
    ...bySecond,
  })
  .refine(limits.isLimit, { error: limits.error })
  .meta(limits.meta);

export type RequestsObjective = z.infer<typeof requestsObjective>;
