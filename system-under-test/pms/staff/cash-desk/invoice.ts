import { sql } from 'kysely';
import { z } from 'zod';
import type { Reader } from '../../database/handles.ts';
import { toIsoTimestamp, toSqlTimestamp } from '../../database/timestamp.ts';
import type { TenantTransaction } from '../../database/transaction.ts';
import { localDay } from '../../domain/local-day.ts';
import { sumCents } from '../../domain/pricing.ts';
import { vatWithin } from '../../domain/vat.ts';
import { lockFolio } from '../../folios/store.ts';
import { Problem } from '../../problem.ts';
import type { Tables } from '../../schema/tables.ts';

export const invoiceSchema = z.object({
  id: z.string(),
  number: z.string().describe('Campsite, year, and a number that counts on without a gap'),
  kind: z.enum(['invoice', 'credit-note']),
  issuedAt: z.string(),
  grossCents: z.int(),
  vat: z.array(z.object({ percent: z.int(), grossCents: z.int(), vatCents: z.int() })),
});
type InvoiceView = z.output<typeof invoiceSchema>;

export interface NewInvoice {
  readonly id: string;
  readonly folioId: string;
  readonly now: number;
}

/**
 * Invoices all charges of a folio that stand on no invoice yet; when more was taken back than charged since the last, it
 * is a credit note.
 *
 * @throws Problem unknown-folio or nothing-to-invoice
 */
export async function issueInvoice(
  transaction: TenantTransaction,
  { id, folioId, now }: NewInvoice,
): Promise<void> {
  const folio = await lockFolio(transaction, folioId);
  const lines = await transaction
    .selectFrom('folio_line')
    .select(['cents', 'vat_percent'])
    .where('folio_id', '=', folioId)
    .where('invoice_id', 'is', null)
    .execute();
  if (lines.length === 0)
    throw new Problem('nothing-to-invoice', 'Every charge of the folio stands on an invoice.');
  const { property_id } = await transaction
    .selectFrom('reservation')
    .select('property_id')
    .where('booking_id', '=', folio.booking_id)
    .limit(1)
    .executeTakeFirstOrThrow();
  const year = Number(localDay(now).slice(0, 4));
  const number = await nextNumber(transaction, property_id, year);
  await transaction
    .insertInto('invoice')
    .values({
      id,
      folio_id: folioId,
      property_id,
      year,
      number,
      gross_cents: sumCents(lines),
      issued_at: toSqlTimestamp(now),
    })
    .execute();
  await transaction
    .updateTable('folio_line')
    .set({ invoice_id: id })
    .where('folio_id', '=', folioId)
    .where('invoice_id', 'is', null)
    .execute();
  const rates = Map.groupBy(lines, (line) => line.vat_percent);
  await transaction
    .insertInto('invoice_vat')
    .values(
      [...rates].map(([percent, those]) => {
        const gross = sumCents(those);
        const vat = vatWithin(gross, percent);
        return { invoice_id: id, percent, gross_cents: gross, vat_cents: vat };
      }),
    )
    .execute();
}

/** The counter's row is locked until the transaction ends: a number that is not used after all is given to the next. */
async function nextNumber(
  transaction: TenantTransaction,
  property: string,
  year: number,
): Promise<number> {
  await transaction
    .insertInto('invoice_counter')
    .values({ property_id: property, year, last: 1 })
    .onDuplicateKeyUpdate({ last: sql`last + 1` })
    .execute();
  const { last } = await transaction
    .selectFrom('invoice_counter')
    .select('last')
    .where('property_id', '=', property)
    .where('year', '=', year)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return last;
}

/** A folio's invoices, or one of them, in the order of their numbers. */
export async function viewInvoices(
  reads: Pick<Reader<Tables>, 'selectFrom'>,
  folioId: string,
  id?: string,
): Promise<InvoiceView[]> {
  let asked = reads.selectFrom('invoice').selectAll().where('folio_id', '=', folioId);
  if (id !== undefined) asked = asked.where('id', '=', id);
  const invoices = await asked.orderBy('issued_at').orderBy('number').execute();
  if (invoices.length === 0) return [];
  const ids = invoices.map((invoice) => invoice.id);
  const rates = await reads
    .selectFrom('invoice_vat')
    .selectAll()
    .where('invoice_id', 'in', ids)
    .orderBy('percent')
    .execute();
  return invoices.map((invoice) => ({
    id: invoice.id,
    number: `${invoice.property_id}/${invoice.year}/${invoice.number}`,
    kind: invoice.gross_cents < 0 ? 'credit-note' : 'invoice',
    issuedAt: toIsoTimestamp(invoice.issued_at),
    grossCents: invoice.gross_cents,
    vat: rates
      .filter((rate) => rate.invoice_id === invoice.id)
      .map((rate) => ({
        percent: rate.percent,
        grossCents: rate.gross_cents,
        vatCents: rate.vat_cents,
      })),
  }));
}
