import { z } from 'zod';
import { bySecond, common, limiting, phased } from './common.ts';
import { amount, exceptions, flag, fraction, patterns } from './field.ts';

const limits = limiting(['throughput', 'refused', 'indeterminate']);

/** What the visitors must be told of their bookings, tenant by tenant. */
export const bookingsObjective = z
  .strictObject({
    ...common,
    bookings: patterns('Tenants whose bookings it holds for, each by itself'),
    except: exceptions('Tenants it does not hold for'),
    ...phased,
    together: flag('Judges all matching tenants as one'),
    throughput: amount(
      'bookings per second, a number above 0',
      'At least so many bookings per second must be acknowledged',
      { above: 0 },
    ).optional(),
    refused: fraction('The fraction of refused bookings must be below; 0 allows none').optional(),
    indeterminate: fraction(
      'The fraction of bookings without a definite answer must be below; 0 allows none',
    ).optional(),
    ...bySecond,
  })
  .refine(limits.isLimit, { error: limits.error })
  .meta(limits.meta);

export type BookingsObjective = z.infer<typeof bookingsObjective>;
