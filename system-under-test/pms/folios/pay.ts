import type { PaymentMethod } from '../domain/payment-method.ts';
import { sumCents } from '../domain/pricing.ts';
import { vatPercents } from '../domain/vat.ts';
import { Problem } from '../problem.ts';
import { writeOutbox } from '../outside/outbox.ts';
import type { TenantTransaction } from '../database/transaction.ts';
import { applyPayment, type PaymentAction, receiveCash } from './ledger.ts';
import { bookMovements, type Moved } from './movements.ts';
import {
  addCharges,
  type Charge,
  lockFolio,
  moveBalance,
  paymentsOf,
  sumOfExtras,
} from './store.ts';
import { storePayment } from './store-payment.ts';

export interface PaymentRequest {
  readonly folioId: string;
  readonly action: PaymentAction;
  readonly cents: number;
  /** Only payments of this method are drawn on; without it a refund draws on all. */
  readonly method: PaymentMethod | undefined;
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
  const { folioId, action, cents, method, now } = request;
  const folio = await lockFolio(transaction, folioId);
  const all = await paymentsOf(transaction, folioId);
  const before = all.filter((each) => method === undefined || each.method === method);
  const change =
    method === 'cash' && action === 'capture'
      ? receiveCash(before, cents)
      : applyPayment(before, action, cents);
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
  const moved: Moved[] = [];
  for (const [index, after] of change.payments.entries()) {
    moved.push(...(await storePayment(transaction, request, before[index], after)));
  }
  if (change.balanceCents === 0) return;
  await moveBalance(transaction, folio, change.balanceCents);
  await bookMovements(transaction, folio.booking_id, moved, now);
  await writeOutbox(transaction, `fiscal/${folioId}`, { kind: action, cents }, now);
}

export interface ChargeRequest extends Pick<PaymentRequest, 'folioId' | 'now' | 'newId'> {
  readonly charges: readonly Charge[];
}

/**
 * Charges something beside the price that was booked, or takes such a charge back (below 0).
 *
 * @throws Problem unknown-folio, exceeds-charged, or invalid when the balance would leave its range
 */
export async function chargeExtra(
  transaction: TenantTransaction,
  request: Omit<ChargeRequest, 'charges'> & {
    readonly charge: Pick<Charge, 'description' | 'cents'>;
  },
): Promise<void> {
  const { charge, ...folio } = request;
  const { folioId } = folio;
  if (charge.cents < 0) {
    await lockFolio(transaction, folioId);
    const extras = await sumOfExtras(transaction, folioId);
    if (extras + charge.cents < 0) {
      const detail = `At most ${extras} cents of extras can be taken back.`;
      throw new Problem('exceeds-charged', detail);
    }
  }
  const extra = { kind: 'extra', vat_percent: vatPercents.extra, ...charge } as const;
  await chargeAll(transaction, { ...folio, charges: [extra] });
}

/**
 * Adds charges to a folio; what they leave overpaid when some are taken back (below 0) is refunded at once, so that no
 * money is kept for what is not charged.
 *
 * @throws Problem unknown-folio, or invalid when the balance would leave its range
 */
export async function chargeAll(
  transaction: TenantTransaction,
  { charges, ...request }: ChargeRequest,
): Promise<void> {
  if (charges.length === 0) return;
  const folio = await lockFolio(transaction, request.folioId);
  await addCharges(transaction, folio, charges, request.now);
  const overpaidCents = -(folio.balance_cents + sumCents(charges));
  if (overpaidCents <= 0) return;
  const payments = await paymentsOf(transaction, folio.id);
  const kept = payments.reduce((sum, each) => sum + each.capturedCents - each.refundedCents, 0);
  const cents = Math.min(overpaidCents, kept);
  const refund = { ...request, action: 'refund', method: undefined, cents } as const;
  if (cents > 0) await pay(transaction, refund);
}
