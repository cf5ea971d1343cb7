import { toSqlTimestamp } from '../database/timestamp.ts';
import { Problem } from '../problem.ts';
import { writeOutbox } from '../outside/outbox.ts';
import type { TenantTransaction } from '../database/transaction.ts';
import { applyPayment, type PaymentAction, type PaymentState } from './ledger.ts';
import {
  addCharge,
  type Charge,
  lockFolio,
  moveBalance,
  paymentsOf,
  type StoredPayment,
  sumOfExtras,
} from './store.ts';

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
 * @throws Problem unknown-folio, exceeds-authorized, exceeds-captured or exceeds-charged
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
  if (action === 'capture' && cents > folio.balance_cents) {
    const detail = `At most ${Math.max(0, folio.balance_cents)} cents are left to pay.`;
    throw new Problem('exceeds-charged', detail);
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

export interface ChargeRequest extends Pick<PaymentRequest, 'folioId' | 'now' | 'newId'> {
  readonly charge: Charge;
}

/**
 * Charges something beside the price that was booked, or takes such a charge back (below 0).
 *
 * @throws Problem unknown-folio, exceeds-charged, or invalid when the balance would leave its range
 */
export async function chargeExtra(
  transaction: TenantTransaction,
  request: Omit<ChargeRequest, 'charge'> & { readonly charge: Omit<Charge, 'kind'> },
): Promise<void> {
  const { folioId, charge } = request;
  if (charge.cents < 0) {
    await lockFolio(transaction, folioId);
    const extras = await sumOfExtras(transaction, folioId);
    if (extras + charge.cents < 0) {
      const detail = `At most ${extras} cents of extras can be taken back.`;
      throw new Problem('exceeds-charged', detail);
    }
  }
  await chargeFolio(transaction, { ...request, charge: { kind: 'extra', ...charge } });
}

/**
 * Adds a charge to a folio; one that is taken back (below 0) after it was paid is refunded at once, so that no money is
 * kept for what is not charged.
 *
 * @throws Problem unknown-folio, or invalid when the balance would leave its range
 */
export async function chargeFolio(
  transaction: TenantTransaction,
  { charge, ...request }: ChargeRequest,
): Promise<void> {
  const folio = await lockFolio(transaction, request.folioId);
  await addCharge(transaction, folio, charge, request.now);
  const overpaidCents = -(folio.balance_cents + charge.cents);
  if (overpaidCents <= 0) return;
  const payments = await paymentsOf(transaction, folio.id);
  const kept = payments.reduce((sum, each) => sum + each.capturedCents - each.refundedCents, 0);
  const cents = Math.min(overpaidCents, kept);
  if (cents > 0) await pay(transaction, { ...request, action: 'refund', cents });
}
