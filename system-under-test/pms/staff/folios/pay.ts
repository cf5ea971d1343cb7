import { toSqlTimestamp } from '../../database/timestamp.ts';
import { Problem } from '../../problem.ts';
import { writeOutbox } from '../../outside/outbox.ts';
import type { TenantTransaction } from '../../database/transaction.ts';
import { applyPayment, type PaymentAction, type PaymentState } from '../../folios/ledger.ts';
import { lockFolio, moveBalance, paymentsOf, type StoredPayment } from '../../folios/store.ts';

export interface PaymentRequest {
  readonly folioId: string;
  readonly action: PaymentAction;
  readonly cents: number;
  readonly now: number;
  readonly newId: () => string;
}

/**
 * One step on a folio's payments. Money that moved asks the fiscal printer for a receipt through the outbox: a printer
 * that is out of order delays the receipt and never loses the payment.
 *
 * @throws Problem unknown-folio, exceeds-authorized or exceeds-captured
 */
export async function pay(transaction: TenantTransaction, request: PaymentRequest): Promise<void> {
  const { folioId, action, cents, now } = request;
  const folio = await lockFolio(transaction, folioId);
  const before = await paymentsOf(transaction, folioId);
  const change = applyPayment(before, action, cents);
  if ('refused' in change) {
    throw new Problem(
      change.refused,
      `At most ${change.atMostCents} cents are left for this ${action}.`,
    );
  }
  for (const [index, after] of change.payments.entries()) {
    await store(transaction, request, before[index], after);
  }
  if (change.balanceCents === 0) return;
  await moveBalance(transaction, folio, change.balanceCents);
  await writeOutbox(transaction, `fiscal/${folioId}`, { kind: action, cents }, now);
}

async function store(
  transaction: TenantTransaction,
  { folioId, now, newId }: PaymentRequest,
  before: StoredPayment | undefined,
  after: PaymentState,
): Promise<void> {
  const figures = {
    authorized_cents: after.authorizedCents,
    captured_cents: after.capturedCents,
    refunded_cents: after.refundedCents,
  };
  if (!before) {
    const created = {
      id: newId(),
      folio_id: folioId,
      method: 'card',
      created_at: toSqlTimestamp(now),
    };
    await transaction
      .insertInto('payment')
      .values({ ...created, ...figures })
      .execute();
  } else if (
    before.capturedCents !== after.capturedCents ||
    before.refundedCents !== after.refundedCents
  ) {
    await transaction.updateTable('payment').set(figures).where('id', '=', before.id).execute();
  }
}
