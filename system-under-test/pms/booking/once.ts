import type { Compilable } from 'kysely';
import type { Dependencies } from '../framework/deps.ts';
import { inTransaction, type TenantTransaction } from '../database/transaction.ts';
import { Problem, problemBody } from '../problem.ts';
import type { Tenant } from '../tenants/tenants.ts';
import {
  claimKey,
  type KeyedRequest,
  KeyTaken,
  refuse,
  replayAnswer,
  type StoredAnswer,
} from './idempotency.ts';

/** What is done once for a key. */
export interface Work<Row> {
  /** What it needs to know first, asked in the same round trip in which the key is taken. */
  readonly question?: (transaction: TenantTransaction) => Compilable<Row>;
  /** Does it with the rows of the question, and stores its answer in the transaction that it is given. */
  readonly work: (transaction: TenantTransaction, rows: readonly Row[]) => Promise<StoredAnswer>;
}

/**
 * Does `work` once for a key, however often and however much at once it is asked: whoever comes second is given the
 * answer of the first, a refusal as well.
 * @throws Problem idempotency-key-reused, or busy when the first request takes too long
 */
export async function once<Row = never>(
  tenant: Tenant,
  deps: Dependencies,
  keyed: KeyedRequest,
  { question, work }: Work<Row>,
): Promise<StoredAnswer> {
  const { writer } = tenant.database;
  try {
    return await inTransaction(writer, deps, async (transaction) => {
      const rows = await claimKey(transaction, keyed, question?.(transaction));
      try {
        return await work(transaction, rows);
      } catch (thrown) {
        if (!(thrown instanceof Problem)) throw thrown;
        const text = JSON.stringify(problemBody(thrown, tenant.id));
        const answer = { status: thrown.status, text };
        await refuse(transaction, keyed.key, answer);
        return answer;
      }
    });
  } catch (thrown) {
    if (thrown instanceof KeyTaken) return replayAnswer(writer.kysely, keyed);
    throw thrown;
  }
}
