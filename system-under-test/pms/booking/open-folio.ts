import { toSqlTimestamp } from '../database/timestamp.ts';
import type { QuoteTable } from '../schema/quote.ts';
import type { TenantTransaction } from '../database/transaction.ts';

export interface NewFolio {
  readonly id: string;
  readonly bookingId: string;
  /** Absent: nothing is authorized yet, as for an option. */
  readonly paymentId: string | undefined;
  readonly now: number;
}

/** Charges what the quote said, and has the card's total authorized; nothing is captured before check-out. */
export async function openFolio(
  transaction: TenantTransaction,
  quote: QuoteTable,
  folio: NewFolio,
): Promise<void> {
  const { id, bookingId, paymentId, now } = folio;
  const at = toSqlTimestamp(now);
  await transaction
    .insertInto('folio')
    .values({ id, booking_id: bookingId, balance_cents: quote.total_cents })
    .execute();
  const services = await transaction
    .selectFrom('quote_service')
    .select(['code', 'cents'])
    .where('quote_id', '=', quote.id)
    .execute();
  const lines = [
    { kind: 'accommodation', description: 'Nights', cents: quote.nights_cents } as const,
    ...services.map(({ code, cents }) => ({ kind: 'service', description: code, cents }) as const),
    { kind: 'touristTax', description: 'Tourist tax', cents: quote.tourist_tax_cents } as const,
  ];
  await transaction
    .insertInto('folio_line')
    .values(lines.map((line) => ({ folio_id: id, ...line, created_at: at })))
    .execute();
  if (paymentId === undefined) return;
  await transaction
    .insertInto('payment')
    .values({
      id: paymentId,
      folio_id: id,
      method: 'card',
      authorized_cents: quote.total_cents,
      captured_cents: 0,
      refunded_cents: 0,
      created_at: at,
    })
    .execute();
}
