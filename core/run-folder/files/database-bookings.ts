import { z } from 'zod';
import { records, whereObservable } from './declaration.ts';

const databaseBooking = z.object({
  tenant: z.string(),
  bookingId: z.string(),
  /** Idempotency key. */
  key: z.string().nullable(),
  totalCents: z.number(),
  reservations: z.number(),
});

/** One booking of the run as the database holds it after the run. */
export type DatabaseBooking = z.infer<typeof databaseBooking>;

export const databaseBookings = records({
  name: 'database-bookings.ndjson',
  about: 'Bookings that the database holds from this run, to compare with what the clients know.',
  writtenBy: 'run, when the load is over',
  readBy: 'reports',
  expected: whereObservable('bookings', "the target's database can be asked", {
    mayBeEmpty: true,
  }),
  schema: databaseBooking,
});
