import type { Dependencies } from '../framework/deps.ts';
import type { Tenant } from '../tenants/tenants.ts';
import { commitTogether, inTurn } from '../database/together.ts';
import { hashOf, storeAnswer, type StoredAnswer } from './idempotency.ts';
import { makeBooking } from './make-booking.ts';
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
  return once(tenant, deps, keyed, async (transaction) => {
    const { booking, writes } = await makeBooking(transaction, request, key, deps);
    const text = JSON.stringify({ tenant: tenant.id, ...booking });
    const answer: StoredAnswer = { status: 201, text };
    // The naive system holds its nights open for as long as systems that book naively do.
    const send = deps.configuration.bookingMode === 'naive' ? inTurn : commitTogether;
    await send(transaction, [storeAnswer(transaction, key, answer), ...writes]);
    return answer;
  });
}
