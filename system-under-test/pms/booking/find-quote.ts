import type { Reader } from '../database/handles.ts';
import { agesOf } from './ages.ts';
import { toIsoTimestamp, toSqlTimestamp } from '../database/timestamp.ts';
import type { Tables } from '../schema/tables.ts';
import type { QuoteView } from './schemas.ts';

/** The quote as it stands, undefined when there is none. One that ran out is expired, swept or not. */
export async function findQuote(
  reads: Pick<Reader<Tables>, 'selectFrom'>,
  id: string,
  now: number,
): Promise<QuoteView | undefined> {
  const quote = await reads
    .selectFrom('quote')
    .innerJoin('unit', 'unit.id', 'quote.unit_id')
    .selectAll('quote')
    .select('unit.code as unit_code')
    .where('quote.id', '=', id)
    .executeTakeFirst();
  if (quote === undefined) return undefined;
  const [nights, services] = await Promise.all([
    reads
      .selectFrom('quote_night')
      .select(['night', 'cents'])
      .where('quote_id', '=', id)
      .orderBy('night')
      .execute(),
    reads
      .selectFrom('quote_service')
      .select(['code', 'quantity', 'cents'])
      .where('quote_id', '=', id)
      .execute(),
  ]);
  const ranOut = quote.status === 'open' && quote.expires_at <= toSqlTimestamp(now);
  const { arrival, departure, adults, children } = quote;
  return {
    id: quote.id,
    status: ranOut ? 'expired' : quote.status,
    property: quote.property_id,
    unitGroup: quote.unit_group_id,
    unit: { id: quote.unit_id, code: quote.unit_code },
    arrival,
    departure,
    adults,
    children,
    ...agesOf(quote.children_ages),
    nights,
    services,
    touristTaxCents: quote.tourist_tax_cents,
    totalCents: quote.total_cents,
    expiresAt: toIsoTimestamp(quote.expires_at),
  };
}
