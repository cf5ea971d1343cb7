import { orTaken } from '../../booking/hold-nights.ts';
import { lockQuotes } from '../../booking/lock-quote.ts';
import { makeBooking } from '../../booking/make-booking.ts';
import { insertQuote, makeQuote } from '../../booking/make-quote.ts';
import { hashOf, storeAnswer, type StoredAnswer } from '../../booking/idempotency.ts';
import { once } from '../../booking/once.ts';
import { hasSqlError } from '../../database/errors.ts';
import { commitTogether, inTurn, together } from '../../database/together.ts';
import type { TenantTransaction } from '../../database/transaction.ts';
import type { Dependencies } from '../../framework/deps.ts';
import { Problem } from '../../problem.ts';
import type { Tenant } from '../../tenants/tenants.ts';
import { writeJournal } from '../journal/write.ts';
import type { ChannelBooking } from './schemas.ts';

/** Units that are tried, one after the other, while visitors of the web take them away. */
const tries = 5;

export interface ChannelRequest {
  readonly key: string;
  readonly actor: string;
  readonly booking: ChannelBooking;
}

/**
 * Books what another channel has sold: a quote at today's price and its booking in one transaction, once for a key and
 * once for the channel's reference.
 * @throws Problem idempotency-key-reused, or busy when the first request takes too long
 */
export function bookFromChannel(
  tenant: Tenant,
  { key, actor, booking: request }: ChannelRequest,
  deps: Dependencies,
): Promise<StoredAnswer> {
  const now = deps.now();
  const keyed = { key, hash: hashOf(request), now };
  const reference = `${request.channel}/${request.reference}`;
  const origin = { channel: 'channel', actor, reference } as const;
  const work = async (transaction: TenantTransaction): Promise<StoredAnswer> => {
    const known = await transaction
      .selectFrom('booking')
      .select('id')
      .where('channel_reference', '=', reference)
      .executeTakeFirst();
    if (known !== undefined) throw taken(reference);
    const { booking, writes } = await untilTaken(request, async () => {
      const quoteId = await writeQuote(transaction, tenant, request, deps);
      const accepted = { quoteId, guest: request.guest, payment, hold: false };
      const { rows } = await transaction.executeQuery(lockQuotes(transaction, [quoteId]));
      const context = { ...deps, now: () => now };
      const made = await makeBooking(transaction, rows, accepted, key, context, origin);
      await orTaken(made.holds, inTurn(transaction, made.nights));
      return made;
    });
    const { channel } = request;
    await writeJournal(
      transaction,
      { actor, action: 'book', subject: booking.id, detail: { channel } },
      now,
    );
    const text = JSON.stringify({ tenant: tenant.id, ...booking });
    const answer: StoredAnswer = { status: 201, text };
    try {
      await commitTogether(transaction, [storeAnswer(transaction, key, answer), ...writes]);
    } catch (thrown) {
      // Only the channel's reference is unique and comes from outside.
      if (hasSqlError(thrown, 'duplicateEntry')) throw taken(reference);
      throw thrown;
    }
    return answer;
  };
  return once(tenant, deps, keyed, { work });
}

/** The channel has the guest's card, and pays as agreed. */
const payment = { method: 'card', token: 'channel' } as const;

async function writeQuote(
  transaction: TenantTransaction,
  tenant: Tenant,
  request: ChannelBooking,
  deps: Dependencies,
): Promise<string> {
  const catalog = await deps.catalogs(tenant);
  const wish = { ...request, services: [] };
  const quote = await makeQuote(tenant.database.writer, catalog, wish, deps);
  await together(transaction, insertQuote(transaction, quote, deps.now()));
  return quote.id;
}

/** Another unit will do as well, unless a certain one was asked for. */
async function untilTaken<T>({ unit }: ChannelBooking, book: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await book();
    } catch (thrown) {
      const again = thrown instanceof Problem && thrown.slug === 'unit-taken';
      if (!again || unit !== undefined || attempt === tries) throw thrown;
    }
  }
}

function taken(reference: string): Problem {
  return new Problem(
    'channel-reference-taken',
    `"${reference}" is booked already: read that booking instead of sending it again.`,
  );
}
