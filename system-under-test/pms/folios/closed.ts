import type { TenantTransaction } from '../database/transaction.ts';
import type { ReservationStatus } from '../domain/reservation-status.ts';
import { Problem } from '../problem.ts';
import type { PaymentAction } from './ledger.ts';
import { lockFolio } from './store.ts';

/** Statuses after which a stay costs nothing more; who did not come still owes what the no-show costs. */
const ended: ReadonlySet<ReservationStatus> = new Set(['cancelled', 'expired', 'checkedOut']);

/**
 * Money follows the stay: once all of a booking's reservations have ended, its folio is closed, and only what is still
 * owed, such as extras that were consumed before a cancellation, may be authorized and captured.
 *
 * @throws Problem unknown-folio, or folio-closed
 */
export async function demandOpen(
  transaction: TenantTransaction,
  folioId: string,
  action: PaymentAction | 'charge',
  cents: number,
): Promise<void> {
  // Locked first: whoever ends the stay locks it too, and what is read afterwards is what they left.
  const folio = await lockFolio(transaction, folioId);
  const reservations = await transaction
    .selectFrom('reservation')
    .select('status')
    .where('booking_id', '=', folio.booking_id)
    .execute();
  if (reservations.some(({ status }) => !ended.has(status))) return;
  const owed = Math.max(0, folio.balance_cents);
  if ((action === 'authorize' || action === 'capture') && cents <= owed) return;
  const left = owed === 0 ? 'nothing is owed' : `only ${owed} cents are owed`;
  const status = reservations[0]?.status ?? 'gone';
  throw new Problem('folio-closed', `The stay is ${status}, and ${left}.`);
}
