import type { PaymentMethod } from '../domain/payment-method.ts';
import { toSqlTimestamp } from '../database/timestamp.ts';
import type { TenantTransaction } from '../database/transaction.ts';
import type { PaymentState } from './ledger.ts';
import type { Moved } from './movements.ts';
import type { StoredPayment } from './store.ts';

interface NewPayment {
  readonly folioId: string;
  /** A card's unless stated. */
  readonly method: PaymentMethod | undefined;
  readonly now: number;
  readonly newId: () => string;
}

/** Writes down what became of one payment, a new one when there was none before; returns the money that moved. */
export async function storePayment(
  transaction: TenantTransaction,
  { folioId, method = 'card', now, newId }: NewPayment,
  before: StoredPayment | undefined,
  after: PaymentState,
): Promise<Moved[]> {
  const figures = {
    authorized_cents: after.authorizedCents,
    captured_cents: after.capturedCents,
    refunded_cents: after.refundedCents,
  };
  const captured = after.capturedCents - (before?.capturedCents ?? 0);
  const refunded = after.refundedCents - (before?.refundedCents ?? 0);
  if (before !== undefined && captured === 0 && refunded === 0) return [];
  const payment = before ?? { id: newId(), method };
  if (before === undefined)
    await transaction
      .insertInto('payment')
      .values({
        id: payment.id,
        folio_id: folioId,
        method,
        created_at: toSqlTimestamp(now),
        ...figures,
      })
      .execute();
  else await transaction.updateTable('payment').set(figures).where('id', '=', before.id).execute();
  const moved = [
    { payment, kind: 'capture', cents: captured },
    { payment, kind: 'refund', cents: refunded },
  ] as const;
  return moved.filter(({ cents }) => cents > 0);
}
