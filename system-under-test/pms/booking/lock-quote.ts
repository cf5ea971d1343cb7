import type { Compilable, Selectable } from 'kysely';
import { Problem } from '../problem.ts';
import type { QuoteServiceTable, QuoteTable } from '../schema/quote.ts';
import type { TenantTransaction } from '../database/transaction.ts';

/** A quote with its unit's code, the number of its services, and whether (1) somebody has one of its nights already. */
export interface LockedQuote extends Selectable<QuoteTable> {
  readonly unit_code: string;
  readonly services: number;
  readonly is_taken: number;
}

/**
 * The statement that locks the quotes of one booking, in the order of their ids, as everybody does. What the subqueries
 * read is not locked.
 */
export function lockQuotes(
  transaction: TenantTransaction,
  ids: readonly string[],
): Compilable<LockedQuote> {
  return transaction
    .selectFrom('quote')
    .selectAll('quote')
    .select((q) => [
      q
        .selectFrom('unit')
        .select('unit.code')
        .whereRef('unit.id', '=', 'quote.unit_id')
        .$asScalar()
        .$notNull()
        .as('unit_code'),
      q
        .selectFrom('quote_service')
        .select(q.fn.countAll<number>().as('services'))
        .whereRef('quote_service.quote_id', '=', 'quote.id')
        .$asScalar()
        .$notNull()
        .as('services'),
      q
        .exists(
          q
            .selectFrom('unit_night')
            .select('night')
            .whereRef('unit_night.unit_id', '=', 'quote.unit_id')
            .whereRef('night', '>=', 'quote.arrival')
            .whereRef('night', '<', 'quote.departure'),
        )
        .$castTo<number>()
        .as('is_taken'),
    ])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate();
}

/**
 * The locked quotes in the order asked for, if each is open.
 * @throws Problem unknown-quote, quote-not-open, or invalid when they cannot be booked together
 */
export function openQuotes(
  locked: readonly LockedQuote[],
  ids: readonly string[],
  now: string,
): readonly LockedQuote[] {
  const byId = new Map(locked.map((quote) => [quote.id, quote]));
  for (const id of ids.toSorted()) checkOpen(byId.get(id), id, now);
  const quotes = ids.flatMap((id) => byId.get(id) ?? []);
  if (byId.size < ids.length) throw notTogether('Each quote can be booked once.');
  if (new Set(quotes.map((quote) => quote.property_id)).size > 1)
    throw notTogether('Units of several campsites are several bookings.');
  return quotes;
}

function checkOpen(quote: LockedQuote | undefined, id: string, now: string): void {
  if (quote === undefined) throw new Problem('unknown-quote', `There is no quote "${id}".`);
  if (quote.status !== 'open') throw new Problem('quote-not-open', `The quote is ${quote.status}.`);
  if (quote.expires_at <= now) throw new Problem('quote-not-open', 'The quote is expired.');
}

function notTogether(message: string): Problem {
  return new Problem('invalid', message, [{ path: 'body.moreQuoteIds', message }]);
}

/** What the quote charges beside the nights. */
export function servicesOf(
  transaction: TenantTransaction,
  quoteId: string,
): Promise<Pick<QuoteServiceTable, 'code' | 'cents'>[]> {
  return transaction
    .selectFrom('quote_service')
    .select(['code', 'cents'])
    .where('quote_id', '=', quoteId)
    .execute();
}
