import { Problem } from '../problem.ts';
import type { QuoteServiceTable, QuoteTable } from '../schema/quote.ts';
import type { TenantTransaction } from '../database/transaction.ts';

/** A quote with its unit's code and the number of its services. */
export interface LockedQuote extends QuoteTable {
  readonly unit_code: string;
  readonly services: number;
}

/**
 * Locks the quote, which must be open. What the subqueries read is not locked.
 * @throws Problem unknown-quote or quote-not-open
 */
export async function lockQuote(
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
