import { expect, it } from 'vitest';
import { objectionsBy, verdictOn } from '../testing/judge-run.ts';
import type { SyntheticRun } from '../testing/synthetic-run.ts';

const theirs = { tenant: 'riviera', totalCents: 1, reservations: 1 };

it('takes no booking of another run, or of anybody else, for one of its own', async () => {
  const own = await verdictOn();
  const among = await verdictOn(({ databaseBookings = [] }: SyntheticRun) => {
    databaseBookings.push(
      { ...theirs, bookingId: 'o-1', key: 'other-run-1-0-1' },
      { ...theirs, bookingId: 'o-2', key: 'keyless-1' },
      { ...theirs, bookingId: 'o-3', key: null, reservations: 0 },
      { ...theirs, bookingId: 'o-4', key: 'twice' },
      { ...theirs, bookingId: 'o-5', key: 'twice' },
    );
  });
  expect(among.outcome).toBe('pass');
  expect(among.invariants).toEqual(own.invariants);
  expect(among.reasons).toEqual(own.reasons);
});

it('finds a booking of its own that no client attempted, among others', async () => {
  const verdict = await verdictOn(({ manifest, databaseBookings = [] }: SyntheticRun) => {
    databaseBookings.push(
      { ...theirs, bookingId: 'o-1', key: 'other-run-1-0-1' },
      { ...theirs, bookingId: 'b-x', key: `${manifest.id}-900-0-1` },
    );
  });
  expect(verdict.outcome).toBe('fail');
  expect(objectionsBy(verdict, 'invariants')[0]).toBe(
    'violation: clients-and-database-agree is violated: 1 violation among 36 checks, for example unknown (in the database, but never attempted by a client of this run), tenant riviera, key key-900-0-1, booking b-x.',
  );
});
