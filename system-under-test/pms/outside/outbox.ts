import type { Compilable } from 'kysely';
import { toSqlTimestamp } from '../database/timestamp.ts';
import type { TenantTransaction } from '../database/transaction.ts';

/** Says that something happened, in the transaction that makes it happen: it is told if and only if it did. */
export async function writeOutbox(
  transaction: TenantTransaction,
  topic: string,
  payload: unknown,
  now: number,
): Promise<void> {
  await transaction.executeQuery(outboxRow(transaction, topic, payload, now).compile());
}

/** The statement that says so. */
export function outboxRow(
  transaction: TenantTransaction,
  topic: string,
  payload: unknown,
  now: number,
): Compilable {
  return transaction.insertInto('outbox').values({
    topic,
    payload: JSON.stringify(payload),
    created_at: toSqlTimestamp(now),
    delivered_at: null,
    next_attempt_at: null,
  });
}
