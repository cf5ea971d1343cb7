import type { Dependencies } from '../framework/deps.ts';
import { inTransaction, type TenantTransaction } from '../database/transaction.ts';
import { Problem, problemBody } from '../problem.ts';
import type { Tenant } from '../tenants/tenants.ts';
import {
  claimKey,
  type KeyedRequest,
  KeyTaken,
  replayAnswer,
  type StoredAnswer,
} from './idempotency.ts';

/**
 * Does `work` once for a key, however often and however much at once it is asked: whoever comes second is given the
 * answer of the first, a refusal as well. `work` stores its answer in the transaction that it is given.
 * @throws Problem idempotency-key-reused, or busy when the first request takes too long
 */
export async function once(
  tenant: Tenant,
  deps: Dependencies,
  keyed: KeyedRequest,
  work: (transaction: TenantTransaction) => Promise<StoredAnswer>,
): Promise<StoredAnswer> {
  const { writer } = tenant.database;
  try {
    return await inTransaction(writer, deps, async (transaction) => {
      await claimKey(transaction, keyed);
      return work(transaction);
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
