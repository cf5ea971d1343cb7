import type { Compilable } from 'kysely';
import { toSqlTimestamp } from '../database/timestamp.ts';
import { vatPercents } from '../domain/vat.ts';
import type { QuoteServiceTable } from '../schema/quote.ts';
import type { LockedQuote } from './lock-quote.ts';
import type { TenantTransaction } from '../database/transaction.ts';

/** A quote and what it charges beside nights and tourist tax. */
export interface QuoteToCharge {
  readonly quote: LockedQuote;
  readonly services: readonly Pick<QuoteServiceTable, 'code' | 'cents'>[];
}

export interface NewFolio {
  readonly id: string;
  readonly bookingId: string;
  /** Absent: nothing is authorized yet, as for an option. */
  readonly paymentId: string | undefined;
  readonly now: number;
}

/**
 * The statements that charge what the quotes said, and have the card's total authorized; nothing is captured before
 * check-out.
 */
export function openFolio(
  transaction: TenantTransaction,
  quotes: readonly QuoteToCharge[],
  folio: NewFolio,
): readonly Compilable[] {
  const { id, bookingId, paymentId, now } = folio;
  const at = toSqlTimestamp(now);
  const totalCents = quotes.reduce((sum, { quote }) => sum + quote.total_cents, 0);
  const opened = transaction
    .insertInto('folio')
    .values({ id, booking_id: bookingId, balance_cents: totalCents });
  const lines = quotes.flatMap(({ quote, services }) => [
    { kind: 'accommodation', description: 'Nights', cents: quote.nights_cents } as const,
    ...services.map(({ code, cents }) => ({ kind: 'service', description: code, cents }) as const),
    { kind: 'touristTax', description: 'Tourist tax', cents: quote.tourist_tax_cents } as const,
  ]);
  const charged = transaction.insertInto('folio_line').values(
    lines.map((line) => ({
      folio_id: id,
      ...line,
      vat_percent: vatPercents[line.kind],
      created_at: at,
    })),
  );
  if (paymentId === undefined) return [opened, charged];
  const authorized = transaction.insertInto('payment').values({
    id: paymentId,
    folio_id: id,
    method: 'card',
    authorized_cents: totalCents,
    captured_cents: 0,
    refunded_cents: 0,
    created_at: at,
  });
  return [opened, charged, authorized];
}
