import { createHash } from 'node:crypto';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Compilable, Kysely } from 'kysely';
import { hasSqlError } from '../database/errors.ts';
import { commitTogether, statement, together, togetherWith } from '../database/together.ts';
import type { TenantTransaction } from '../database/transaction.ts';
import { toSqlTimestamp } from '../database/timestamp.ts';
import type { Tables } from '../schema/tables.ts';
import { Problem } from '../problem.ts';

/** An answer as it is sent, so that it can be sent again byte by byte. */
export interface StoredAnswer {
  readonly status: ContentfulStatusCode;
  readonly text: string;
}

export interface KeyedRequest {
  readonly key: string;
  readonly hash: string;
  readonly now: number;
}

/** Thrown by `claimKey` when an earlier request has the key. */
export class KeyTaken extends Error {
  override readonly name = 'KeyTaken';
}

/** SHA-256 of a body that was checked, and so has its fields in one order whichever order they were sent in. */
export function hashOf(body: unknown): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('hex');
}

/** What is done after this may be taken back without the key. */
const saveClaim = statement('SAVEPOINT claimed');
const backToClaim = statement('ROLLBACK TO SAVEPOINT claimed');

/**
 * Takes the key, in the transaction of what it is for, and asks a question, if there is one, in the same round trip. A
 * second request with the key waits here until the first is decided: then it finds the key taken, or, if the first was
 * rolled back, free.
 * @returns the rows of the question
 * @throws KeyTaken
 */
export async function claimKey<Row>(
  transaction: TenantTransaction,
  { key, hash, now }: KeyedRequest,
  question?: Compilable<Row>,
): Promise<readonly Row[]> {
  const claim = transaction.insertInto('idempotency_key').values({
    key,
    request_hash: hash,
    status: null,
    response: null,
    created_at: toSqlTimestamp(now),
  });
  try {
    if (question !== undefined)
      return await togetherWith(transaction, [claim, saveClaim], question);
    await together(transaction, [claim, saveClaim]);
    return [];
  } catch (thrown) {
    if (hasSqlError(thrown, 'duplicateEntry')) throw new KeyTaken(key, { cause: thrown });
    throw thrown;
  }
}

/** Takes everything back but the key, which remembers the refusal, and commits. */
export async function refuse(
  transaction: TenantTransaction,
  key: string,
  answer: StoredAnswer,
): Promise<void> {
  await commitTogether(transaction, [backToClaim, storeAnswer(transaction, key, answer)]);
}

/** The statement that remembers what a claimed key was answered. */
export function storeAnswer(
  db: Kysely<Tables>,
  key: string,
  { status, text }: StoredAnswer,
): Compilable {
  return db.updateTable('idempotency_key').set({ status, response: text }).where('key', '=', key);
}

/**
 * What the key's first request was answered.
 * @throws Problem idempotency-key-reused when that was another request
 */
export async function replayAnswer(
  db: Kysely<Tables>,
  { key, hash }: KeyedRequest,
): Promise<StoredAnswer> {
  const row = await db
    .selectFrom('idempotency_key')
    .selectAll()
    .where('key', '=', key)
    .executeTakeFirst();
  if (row === undefined || row.status === null || row.response === null) {
    throw new Problem('busy', 'The first request with this key is not decided yet.');
  }
  if (row.request_hash === hash) return { status: row.status, text: row.response };
  throw new Problem(
    'idempotency-key-reused',
    'This Idempotency-Key was sent before with another body.',
  );
}
