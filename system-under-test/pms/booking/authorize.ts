import { toSqlTimestamp } from '../database/timestamp.ts';
import type { TenantTransaction } from '../database/transaction.ts';
import { paymentsOf } from '../folios/store.ts';

/** Statuses of stays whose price a card has promised. */
const promised = ['confirmed', 'checkedIn', 'checkedOut', 'noShow'] as const;

/** Prices of a booking's promised stays but one, in cents. */
export async function promisedCents(
  transaction: TenantTransaction,
  bookingId: string,
  butFor: string,
): Promise<number> {
  const { cents } = await transaction
    .selectFrom('reservation')
    .select((row) => row.fn.sum<number | null>('total_cents').as('cents'))
    .where('booking_id', '=', bookingId)
    .where('id', '<>', butFor)
    .where('status', 'in', promised)
    .executeTakeFirstOrThrow();
  return cents ?? 0;
}

/** Has the card authorize what is missing to a sum; the folio is locked. */
export async function authorizeUpTo(
  transaction: TenantTransaction,
  folioId: string,
  dueCents: number,
  { now, newId }: { readonly now: number; readonly newId: () => string },
): Promise<void> {
  const payments = await paymentsOf(transaction, folioId);
  const authorized = payments.reduce((total, each) => total + each.authorizedCents, 0);
  if (authorized >= dueCents) return;
  await transaction
    .insertInto('payment')
    .values({
      id: newId(),
      folio_id: folioId,
      method: 'card',
      authorized_cents: dueCents - authorized,
      captured_cents: 0,
      refunded_cents: 0,
      created_at: toSqlTimestamp(now),
    })
    .execute();
}
