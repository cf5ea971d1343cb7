import type { Dependencies } from '../framework/deps.ts';
import type { Tenant } from '../tenants/tenants.ts';
import { commitTogether, inTurn } from '../database/together.ts';
import { hashOf, storeAnswer, type StoredAnswer } from './idempotency.ts';
import { orTaken } from './hold-nights.ts';
import { lockQuotes } from './lock-quote.ts';
import { makeBooking, quotesOf } from './make-booking.ts';
import { once } from './once.ts';
import type { BookingRequest } from './schemas.ts';

/**
 * Books once for a key.
 * @throws Problem idempotency-key-reused, or busy when the first request takes too long
 */
export function book(
  tenant: Tenant,
  key: string,
  request: BookingRequest,
  deps: Dependencies,
): Promise<StoredAnswer> {
  const keyed = { key, hash: hashOf(request), now: deps.now() };
  return once(tenant, deps, keyed, {
    question: (transaction) => lockQuotes(transaction, quotesOf(request)),
    work: async (transaction, quotes) => {
      const made = await makeBooking(transaction, quotes, request, key, deps);
      const { booking, holds, nights, writes } = made;
      const text = JSON.stringify({ tenant: tenant.id, ...booking });
      const answer: StoredAnswer = { status: 201, text };
      // The naive system holds its nights open for as long as systems that book naively do.
      const send = deps.configuration.bookingMode === 'naive' ? inTurn : commitTogether;
      const all = [...nights, storeAnswer(transaction, key, answer), ...writes];
      await orTaken(holds, send(transaction, all));
      return answer;
    },
  });
}
