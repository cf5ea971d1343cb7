import { toSqlTimestamp } from '../database/timestamp.ts';
import type { TenantTransaction } from '../database/transaction.ts';
import type { ReservationStatus } from '../domain/reservation-status.ts';
import { vatPercents } from '../domain/vat.ts';
import { chargeAll } from '../folios/pay.ts';
import { type Charge, lockFolioOf } from '../folios/store.ts';
import type { Reservation } from '../schema/reservation.ts';
import { partNames, partsOf } from './parts.ts';
import { releaseNights } from './release-nights.ts';

export interface CallOff {
  /** As it was before, locked. */
  readonly reservation: Reservation;
  readonly next: ReservationStatus;
  readonly actor: string;
  /** What the folio says of it. */
  readonly description: string;
  /** What is asked of those who do not come. */
  readonly feeCents: number;
  readonly now: number;
  readonly newId: () => string;
}

/** Ends a stay that does not take place: status and history, its money, its nights. */
export async function callOff(transaction: TenantTransaction, request: CallOff): Promise<void> {
  const { reservation, next, actor, now } = request;
  await transaction
    .updateTable('reservation')
    // Only what expired says when it did.
    .set({ status: next, ...(next === 'expired' ? {} : { option_expires_at: null }) })
    .where('id', '=', reservation.id)
    .execute();
  await transaction
    .insertInto('reservation_history')
    .values({
      reservation_id: reservation.id,
      from_status: reservation.status,
      to_status: next,
      at: toSqlTimestamp(now),
      actor,
    })
    .execute();
  await settleCalledOff(transaction, request);
}

/**
 * The price is taken back, each part at its own rate of tax, and the fee is charged; extras were consumed, and stay
 * charged. What was paid beyond that is refunded. Then the nights are given back.
 */
export async function settleCalledOff(
  transaction: TenantTransaction,
  { reservation, description, feeCents, now, newId }: Omit<CallOff, 'next' | 'actor'>,
): Promise<void> {
  // First the folio: its sum must be read from behind its lock, and a transaction reads as of its first look.
  const folio = await lockFolioOf(transaction, reservation.booking_id);
  const parts = await partsOf(transaction, reservation);
  const fee: Charge = { kind: 'fee', description, cents: feeCents, vat_percent: vatPercents.fee };
  const charges = [
    fee,
    ...partNames.map((name): Charge => ({
      kind: 'cancellation',
      description,
      cents: -parts[name],
      vat_percent: vatPercents[name],
    })),
  ].filter(({ cents }) => cents !== 0);
  await chargeAll(transaction, { folioId: folio.id, charges, now, newId });
  await releaseNights(transaction, reservation, reservation.arrival, now);
}
