import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import type { ClientFact } from '../../core/client-history.ts';
import type { DatabaseBooking } from '../../core/run-folder/files/database-bookings.ts';
import { type BookingHistory, bookingRecorder } from '../evidence/booking-history.ts';
import { compareBookings } from './booking-comparison.ts';

/** How one attempt ended: what the client was told, and whether the database holds it. */
const ending = fc.constantFrom(
  'acknowledged',
  'refused',
  'indeterminate-in',
  'indeterminate-out',
  'silent-in',
  'silent-out',
);
const attempts = fc.array(
  fc.tuple(ending, fc.constantFrom('riviera', 'dolomiti'), fc.nat(99_999)),
  { minLength: 1, maxLength: 30 },
);

type Attempts = readonly (readonly [ending: string, tenant: string, totalCents: number])[];

function historyOf(facts: readonly ClientFact[]): BookingHistory {
  const recorder = bookingRecorder();
  for (const fact of facts)
    if (fact.kind === 'attempt' || fact.kind === 'outcome') recorder.add(fact);
  return recorder.history();
}

/** Facts and bookings that agree. */
function agreeing(list: Attempts): { facts: ClientFact[]; database: DatabaseBooking[] } {
  const facts: ClientFact[] = [];
  const database: DatabaseBooking[] = [];
  for (const [index, [ending, tenant, totalCents]] of list.entries()) {
    const common = { at: index, tenant, key: `k${index}` };
    const bookingId = `b${index}`;
    facts.push({
      ...common,
      kind: 'attempt',
      quoteId: 'q',
      unit: 'u',
      arrival: '2026-08-01',
      departure: '2026-08-02',
      totalCents,
    });
    if (ending === 'acknowledged') {
      facts.push({
        ...common,
        kind: 'outcome',
        outcome: 'acknowledged',
        status: 201,
        bookingId,
        totalCents,
      });
    } else if (ending === 'refused') {
      facts.push({ ...common, kind: 'outcome', outcome: 'refused', status: 409 });
    } else if (ending.startsWith('indeterminate')) {
      facts.push({ ...common, kind: 'outcome', outcome: 'indeterminate', status: 504 });
    }
    if (ending === 'acknowledged' || ending.endsWith('-in')) {
      database.push({ tenant, bookingId, key: common.key, totalCents, reservations: 1 });
    }
  }
  return { facts, database };
}

test.prop([attempts])('finds nothing where clients and database agree', (list) => {
  const { facts, database } = agreeing(list);
  expect(compareBookings(historyOf(facts), database, true)).toEqual([]);
});

test.prop([attempts, fc.nat()])(
  'finds exactly the booking that was taken away from the database',
  (list, choice) => {
    const { facts, database } = agreeing([...list, ['acknowledged', 'riviera', 1]]);
    const acknowledged = facts.filter(
      (fact) => fact.kind === 'outcome' && fact.outcome === 'acknowledged',
    );
    const victim = acknowledged[choice % acknowledged.length];
    const left = database.filter(
      ({ key, tenant }) =>
        victim?.kind !== 'outcome' || key !== victim.key || tenant !== victim.tenant,
    );
    const rows = compareBookings(historyOf(facts), left, true);
    expect(rows.map(({ what }) => what)).toEqual(['lost']);
  },
);

test.prop([attempts, fc.nat()])(
  'finds exactly the booking that was stored twice',
  (list, choice) => {
    const { facts, database } = agreeing([...list, ['acknowledged', 'riviera', 1]]);
    const victim = database[choice % database.length];
    if (victim === undefined) throw new Error('There is always one acknowledged booking.');
    const rows = compareBookings(
      historyOf(facts),
      [...database, { ...victim, bookingId: 'twice' }],
      true,
    );
    expect(rows).toEqual([
      {
        what: 'duplicate',
        tenant: victim.tenant,
        key: victim.key,
        booking: victim.bookingId,
        otherBooking: 'twice',
      },
    ]);
  },
);

test('keeps tenants apart that use the same key', () => {
  const { facts, database } = agreeing([
    ['acknowledged', 'riviera', 5],
    ['acknowledged', 'dolomiti', 6],
  ]);
  const same = <T extends object>(record: T): T => ({ ...record, key: 'k' });
  expect(compareBookings(historyOf(facts.map(same)), database.map(same), true)).toEqual([]);
});
