import { z } from 'zod';
import { bySecond, common, limiting, phased } from './common.ts';
import { amount, exceptions, patterns, share } from './field.ts';

const limits = limiting(['cpu', 'memory', 'peakToAverage']);

/** What containers must keep to. */
export const tasksObjective = z
  .strictObject({
    ...common,
    tasks: patterns('Ids or addresses of the tasks it holds for, each by itself'),
    except: exceptions('Tasks it does not hold for'),
    ...phased,
    cpu: amount('a fraction above 0', 'CPU in use must be below this fraction of the reserved', {
      above: 0,
    }).optional(),
    memory: share('Memory in use must be below this fraction of the reserved').optional(),
    peakToAverage: amount(
      'a ratio above 1',
      'Requests per second of the busiest task over the mean of all must be below',
      { above: 1 },
    ).optional(),
    ...bySecond,
  })
  .refine(limits.isLimit, { error: limits.error })
  .meta(limits.meta);

export type TasksObjective = z.infer<typeof tasksObjective>;
