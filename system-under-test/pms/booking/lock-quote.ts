import type { Selectable } from 'kysely';
import { Problem } from '../problem.ts';
import type { QuoteServiceTable, QuoteTable } from '../schema/quote.ts';
import type { TenantTransaction } from '../database/transaction.ts';

/** A quote with its unit's code and the number of its services. */
export interface LockedQuote extends Selectable<QuoteTable> {
  readonly unit_code: string;
  readonly services: number;
}

/**
 * Locks the quote, which must be open. What the subqueries read is not locked.
 * @throws Problem unknown-quote or quote-not-open
 */
async function lockQuote(
  transaction: TenantTransaction,
  id: string,
  now: string,
): Promise<LockedQuote> {
  const quote = await transaction
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
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (quote === undefined) throw new Problem('unknown-quote', `There is no quote "${id}".`);
  if (quote.status !== 'open') throw new Problem('quote-not-open', `The quote is ${quote.status}.`);
  if (quote.expires_at <= now) throw new Problem('quote-not-open', 'The quote is expired.');
  return quote;
}

/**
 * Locks the quotes of one booking in the order of their ids, as everybody does, and gives them in the order asked for.
 * @throws Problem unknown-quote, quote-not-open, or invalid when they cannot be booked together
 */
export async function lockQuotes(
  transaction: TenantTransaction,
  ids: readonly string[],
  now: string,
): Promise<readonly LockedQuote[]> {
  const locked = new Map<string, LockedQuote>();
  for (const id of ids.toSorted()) locked.set(id, await lockQuote(transaction, id, now));
  const quotes = ids.flatMap((id) => locked.get(id) ?? []);
  if (locked.size < ids.length) throw notTogether('Each quote can be booked once.');
  if (new Set(quotes.map((quote) => quote.property_id)).size > 1)
    throw notTogether('Units of several campsites are several bookings.');
  return quotes;
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
