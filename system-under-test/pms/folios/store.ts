import { toSqlTimestamp } from '../database/timestamp.ts';
import type { Reader } from '../database/handles.ts';
import type { Selectable } from 'kysely';
import type { PaymentMethod } from '../domain/payment-method.ts';
import type { FolioLineTable, FolioTable } from '../schema/folio.ts';
import type { Tables } from '../schema/tables.ts';
import { sumCents } from '../domain/pricing.ts';
import { Problem } from '../problem.ts';
import type { TenantTransaction } from '../database/transaction.ts';
import type { PaymentState } from './ledger.ts';

type Reads = Pick<Reader<Tables>, 'selectFrom'>;

/** A folio as it is read. */
export type Folio = Selectable<FolioTable>;

/** A folio, locked until the transaction ends. @throws Problem unknown-folio */
export async function lockFolio(transaction: TenantTransaction, id: string): Promise<Folio> {
  const query = transaction.selectFrom('folio').selectAll().where('id', '=', id).forUpdate();
  const folio = await query.executeTakeFirst();
  if (!folio) throw new Problem('unknown-folio', `There is no folio "${id}".`);
  return folio;
}

/** The folio of a booking, locked until the transaction ends. */
export function lockFolioOf(transaction: TenantTransaction, bookingId: string): Promise<Folio> {
  const query = transaction.selectFrom('folio').selectAll().where('booking_id', '=', bookingId);
  return query.forUpdate().executeTakeFirstOrThrow();
}

export interface StoredPayment extends PaymentState {
  readonly id: string;
  readonly method: PaymentMethod;
}

/** A folio's payments, the oldest first. */
export async function paymentsOf(reads: Reads, folioId: string): Promise<readonly StoredPayment[]> {
  const rows = await reads
    .selectFrom('payment')
    .selectAll()
    .where('folio_id', '=', folioId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    method: row.method,
    authorizedCents: row.authorized_cents,
    capturedCents: row.captured_cents,
    refundedCents: row.refunded_cents,
  }));
}

/** What was charged beside the price that was booked. */
export async function sumOfExtras(reads: Reads, folioId: string): Promise<number> {
  const row = await reads
    .selectFrom('folio_line')
    .select((line) => line.fn.sum<number>('cents').as('cents'))
    .where('folio_id', '=', folioId)
    .where('kind', '=', 'extra')
    .executeTakeFirst();
  return row?.cents ?? 0;
}

export type Charge = Pick<FolioLineTable, 'kind' | 'description' | 'cents' | 'vat_percent'>;

/** Adds lines to a locked folio and moves its balance. */
export async function addCharges(
  transaction: TenantTransaction,
  folio: Folio,
  charges: readonly Charge[],
  now: number,
): Promise<void> {
  const common = { folio_id: folio.id, created_at: toSqlTimestamp(now) };
  await transaction
    .insertInto('folio_line')
    .values(charges.map((charge) => ({ ...common, ...charge })))
    .execute();
  await moveBalance(transaction, folio, sumCents(charges));
}

const largestBalance = 2_000_000_000;

/** @throws Problem invalid when the balance would leave the range of its column */
export async function moveBalance(
  transaction: TenantTransaction,
  folio: Folio,
  cents: number,
): Promise<void> {
  const balance = folio.balance_cents + cents;
  if (Math.abs(balance) > largestBalance) {
    throw new Problem('invalid', `The folio's balance would be ${balance} cents.`);
  }
  await transaction
    .updateTable('folio')
    .set({ balance_cents: balance })
    .where('id', '=', folio.id)
    .execute();
}
