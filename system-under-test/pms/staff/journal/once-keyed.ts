import type { z } from 'zod';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { hashOf, storeAnswer, type StoredAnswer } from '../../booking/idempotency.ts';
import { once } from '../../booking/once.ts';
import type { idempotencyHeader } from '../../booking/schemas.ts';
import { together } from '../../database/together.ts';
import type { TenantTransaction } from '../../database/transaction.ts';
import type { Dependencies, PmsContext } from '../../framework/deps.ts';
import { markFresh, replyBody, replyStored } from '../../framework/reply.ts';
import { type Deed, writeJournal } from './write.ts';

export interface KeyedWork {
  readonly headers: z.output<typeof idempotencyHeader>;
  readonly body: Readonly<Record<string, unknown>>;
  /** Of the answer, when it is done. */
  readonly status: ContentfulStatusCode;
  readonly deed: Deed;
  /** Does it, and says what to answer. */
  readonly work: (transaction: TenantTransaction) => Promise<Record<string, unknown>>;
}

/** Something that a member of the staff does once for a key: the deed, its journal and its answer in one transaction. */
export async function onceKeyed(
  c: PmsContext,
  deps: Dependencies,
  { headers, body, status, deed, work }: KeyedWork,
): Promise<Response> {
  const { 'idempotency-key': key } = headers;
  const now = deps.now();
  const request = { key, hash: hashOf({ path: c.req.path, body }), now };
  const journaled = async (transaction: TenantTransaction): Promise<StoredAnswer> => {
    const text = JSON.stringify(replyBody(c, await work(transaction)));
    await writeJournal(transaction, deed, now);
    const done: StoredAnswer = { status, text };
    await together(transaction, [storeAnswer(transaction, key, done)]);
    return done;
  };
  const answer = await once(c.get('tenant'), deps, request, { work: journaled });
  if (answer.status === status) markFresh(c, deps);
  return replyStored(c, answer.status, answer.text);
}
