import { sql } from 'kysely';
import { toSqlTimestamp } from '../database/timestamp.ts';
import type { TenantTransaction } from '../database/transaction.ts';
import { addDays, type CivilDate } from '../domain/civil-date.ts';
import { localDay } from '../domain/local-day.ts';
import type { PaymentMethod } from '../domain/payment-method.ts';

/** Money that came or went, by one payment. */
export interface Moved {
  readonly payment: { readonly id: string; readonly method: PaymentMethod };
  readonly kind: 'capture' | 'refund';
  readonly cents: number;
}

/** Writes down money that moved, on the day of the campsite's books. */
export async function bookMovements(
  transaction: TenantTransaction,
  bookingId: string,
  moved: readonly Moved[],
  now: number,
): Promise<void> {
  const { property_id } = await transaction
    .selectFrom('reservation')
    .select('property_id')
    .where('booking_id', '=', bookingId)
    .limit(1)
    .executeTakeFirstOrThrow();
  const day = await bookkeepingDay(transaction, property_id, now);
  const common = { property_id, day, at: toSqlTimestamp(now) };
  await transaction
    .insertInto('payment_movement')
    .values(
      moved.map(({ payment, kind, cents }) => ({
        ...common,
        payment_id: payment.id,
        method: payment.method,
        kind,
        cents,
      })),
    )
    .execute();
}

/** Today, or the day after the last that was closed when that is later: what is closed stays as it is. */
async function bookkeepingDay(
  transaction: TenantTransaction,
  propertyId: string,
  now: number,
): Promise<CivilDate> {
  const today = localDay(now);
  const last = await lastClosed(transaction, propertyId);
  return last === undefined || last < today ? today : addDays(last, 1);
}

/**
 * The last day that was closed, undefined when none was. Nobody closes another until the transaction ends, and who reads
 * while a day is being closed waits.
 */
export async function lastClosed(
  transaction: TenantTransaction,
  propertyId: string,
): Promise<CivilDate | undefined> {
  const { rows } = await sql<{ day: CivilDate }>`
    SELECT day FROM day_close WHERE property_id = ${propertyId}
    ORDER BY day DESC LIMIT 1 LOCK IN SHARE MODE`.execute(transaction);
  return rows[0]?.day;
}
