import type { Writer } from '../database/handles.ts';
import { toSqlTimestamp } from '../database/timestamp.ts';
import type { Tables } from '../schema/tables.ts';

export interface ClaimedRow {
  readonly id: number;
  readonly topic: string;
  /** JSON. */
  readonly payload: string;
  /** Deliveries tried before this one. */
  readonly attempts: number;
}

/** A task that dies with claimed rows in hand leaves them to the others after this time. */
const leaseMs = 15_000;

/**
 * Takes rows that wait for delivery, so that no other task takes them too. The transaction is over before anything is
 * sent: a slow system must not hold locks or connections that bookings need. It reads what is committed now, without
 * gap locks, which would stop bookings from writing new rows.
 */
export function claimRows(
  writer: Writer<Tables>,
  topicPrefix: string,
  limit: number,
  now: number,
): Promise<readonly ClaimedRow[]> {
  const transaction = writer.kysely.transaction().setIsolationLevel('read committed');
  return transaction.execute(async (t) => {
    const rows = await t
      .selectFrom('outbox')
      .select(['id', 'topic', 'payload', 'attempts'])
      .where('delivered_at', 'is', null)
      .where('topic', 'like', `${topicPrefix}%`)
      .where((row) =>
        row.or([
          row('next_attempt_at', 'is', null),
          row('next_attempt_at', '<=', toSqlTimestamp(now)),
        ]),
      )
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute();
    if (rows.length === 0) return [];
    await t
      .updateTable('outbox')
      .set((row) => ({
        attempts: row('attempts', '+', 1),
        next_attempt_at: toSqlTimestamp(now + leaseMs),
      }))
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute();
    return rows;
  });
}

export async function markDelivered(
  writer: Writer<Tables>,
  rows: readonly ClaimedRow[],
  now: number,
): Promise<void> {
  if (rows.length === 0) return;
  await writer.kysely
    .updateTable('outbox')
    .set({ delivered_at: toSqlTimestamp(now), next_attempt_at: null })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
}

/** Gives rows back whose delivery was not even tried. */
export async function giveBack(writer: Writer<Tables>, rows: readonly ClaimedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await writer.kysely
    .updateTable('outbox')
    .set((row) => ({ attempts: row('attempts', '-', 1), next_attempt_at: null }))
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
}

/** The wait doubles with every failure, up to a minute. */
export async function putOff(
  writer: Writer<Tables>,
  { id, attempts }: ClaimedRow,
  now: number,
): Promise<void> {
  const wait = Math.min(1000 * 2 ** attempts, 60_000);
  await writer.kysely
    .updateTable('outbox')
    .set({ next_attempt_at: toSqlTimestamp(now + wait) })
    .where('id', '=', id)
    .execute();
}
