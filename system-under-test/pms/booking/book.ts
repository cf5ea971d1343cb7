import type { Dependencies } from '../framework/deps.ts';
import { Problem, problemBody } from '../problem.ts';
import type { Tenant } from '../tenants/tenants.ts';
import { commitTogether, inTurn } from '../database/together.ts';
import { inTransaction } from '../database/transaction.ts';
import {
  claimKey,
  hashOf,
  type KeyedRequest,
  KeyTaken,
  replayAnswer,
  storeAnswer,
  type StoredAnswer,
} from './idempotency.ts';
import { makeBooking } from './make-booking.ts';
import type { BookingRequest } from './schemas.ts';

/**
 * Books once for a key, however often and however much at once it is asked: whoever comes second is given the answer
 * of the first, a refusal as well.
 * @throws Problem idempotency-key-reused, or busy when the first request takes too long
 */
export async function book(
  tenant: Tenant,
  key: string,
  request: BookingRequest,
  deps: Dependencies,
): Promise<StoredAnswer> {
  const keyed: KeyedRequest = { key, hash: hashOf(request), now: deps.now() };
  const { writer } = tenant.database;
  try {
    return await inTransaction(writer, deps, async (transaction) => {
      await claimKey(transaction, keyed);
      const { booking, writes } = await makeBooking(transaction, request, key, deps);
      const text = JSON.stringify({ tenant: tenant.id, ...booking });
      const answer: StoredAnswer = { status: 201, text };
      // The naive system holds its nights open for as long as systems that book naively do.
      const send = deps.configuration.bookingMode === 'naive' ? inTurn : commitTogether;
      await send(transaction, [storeAnswer(transaction, key, answer), ...writes]);
      return answer;
    });
  } catch (thrown) {
    if (thrown instanceof KeyTaken) return replayAnswer(writer.kysely, keyed);
    if (thrown instanceof Problem) return refuse(tenant, keyed, thrown);
    throw thrown;
  }
}

/** Everything was rolled back, the key as well; it is taken again to remember the refusal. */
async function refuse(
  tenant: Tenant,
  keyed: KeyedRequest,
  problem: Problem,
): Promise<StoredAnswer> {
  const { kysely } = tenant.database.writer;
  const answer = { status: problem.status, text: JSON.stringify(problemBody(problem, tenant.id)) };
  try {
    await claimKey(kysely, keyed, answer);
    return answer;
  } catch (thrown) {
    if (thrown instanceof KeyTaken) return replayAnswer(kysely, keyed);
    throw thrown;
  }
}
