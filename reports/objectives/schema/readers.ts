import { z } from 'zod';
import { bySecond, common, limiting, phased } from './common.ts';
import { amount, exceptions, patterns, share } from './field.ts';

const limits = limiting(['replicaLag', 'connections', 'share', 'peakToAverage']);

/** What the database's readers must keep to. */
export const readersObjective = z
  .strictObject({
    ...common,
    readers: patterns('Readers it holds for, each by itself'),
    except: exceptions('Readers it does not hold for'),
    ...phased,
    replicaLag: amount('seconds, a number above 0', 'Replica lag must be below, seconds', {
      above: 0,
    }).optional(),
    connections: amount('a number above 0', 'Open connections must be fewer', {
      above: 0,
    }).optional(),
    share: share('Fraction of the queries of all readers must be below').optional(),
    peakToAverage: amount(
      'a ratio above 1',
      'Queries per second of the busiest reader over the mean of all must be below',
      { above: 1 },
    ).optional(),
    ...bySecond,
  })
  .refine(limits.isLimit, { error: limits.error })
  .meta(limits.meta);

export type ReadersObjective = z.infer<typeof readersObjective>;
