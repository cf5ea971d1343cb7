import type { DatabaseBooking } from '../../core/run-folder/files/database-bookings.ts';
import { type BookingHistory, bookingKey } from '../evidence/booking-history.ts';

/** How clients and database can disagree over a booking. */
export const disagreements = {
  lost: 'acknowledged to the client, but not in the database',
  'refused-but-booked': 'refused to the client, but in the database',
  unknown: 'in the database, but never attempted by a client of this run',
  duplicate: 'one idempotency key, but several bookings',
  'other-total': 'another total in the database than the client was told',
  empty: 'in the database without any reservation',
} as const;

export type Disagreement = keyof typeof disagreements;

export type DisagreementRow = Readonly<Record<string, string | number | null>> & {
  readonly what: Disagreement;
};

/**
 * Compares the clients' history with the database, booking by booking. Attempts without a definite answer may be in
 * the database or not, but never twice.
 * @param whole whether both sides are known to be complete; otherwise what is missing on one side says nothing
 */
export function compareBookings(
  history: BookingHistory,
  database: readonly DatabaseBooking[],
  whole: boolean,
): DisagreementRow[] {
  const stored = new Set(database.map(({ tenant, bookingId }) => `${tenant} ${bookingId}`));
  const byKey = Map.groupBy(
    database.filter((booking) => booking.key !== null),
    ({ tenant, key }) => bookingKey(tenant, key ?? ''),
  );
  const rows = database.flatMap((booking) => disagreementsOf(booking, history, whole));
  for (const [id, bookings] of byKey) {
    const [first, second] = bookings;
    if (first === undefined || second === undefined) continue;
    rows.push({
      what: 'duplicate',
      tenant: first.tenant,
      key: id.slice(first.tenant.length + 1),
      booking: first.bookingId,
      otherBooking: second.bookingId,
    });
  }
  if (!whole) return rows;
  for (const [id, answers] of history.acknowledged) {
    for (const { tenant, key, bookingId } of answers) {
      const found = bookingId === undefined ? byKey.has(id) : stored.has(`${tenant} ${bookingId}`);
      if (!found) rows.push({ what: 'lost', tenant, key, booking: bookingId ?? null });
    }
  }
  return rows;
}

function disagreementsOf(
  booking: DatabaseBooking,
  history: BookingHistory,
  whole: boolean,
): DisagreementRow[] {
  const { tenant, key, bookingId, totalCents, reservations } = booking;
  const id = bookingKey(tenant, key ?? '');
  const row = (what: Disagreement, more: Record<string, number> = {}): DisagreementRow[] => [
    { what, tenant, key, booking: bookingId, ...more },
  ];
  const found = reservations === 0 ? row('empty') : [];
  if (history.refused.has(id)) return [...found, ...row('refused-but-booked')];
  const answers = history.acknowledged.get(id) ?? [];
  const attempt = history.attempts.get(id);
  if (answers.length === 0 && attempt === undefined)
    return whole ? [...found, ...row('unknown')] : found;
  const told = answers.find((answer) => answer.totalCents !== undefined)?.totalCents ?? attempt;
  if (told !== undefined && told !== null && told !== totalCents) {
    return [...found, ...row('other-total', { toldCents: told, storedCents: totalCents })];
  }
  return found;
}
