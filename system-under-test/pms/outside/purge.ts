import type { Writer } from '../database/handles.ts';
import { toSqlTimestamp } from '../database/timestamp.ts';
import type { Tables } from '../schema/tables.ts';
import type { Dependencies } from '../framework/deps.ts';
import type { Job } from '../framework/job.ts';

/** Rows deleted in one transaction: readers repeat it whole, so it must be over soon. */
export const batchRows = 200;

/** Deletes messages that were delivered longer ago than they are kept. Every task does it; none waits for another. */
export const purgeJob: Job = { name: 'purge', everySeconds: () => 60, run: purgeDelivered };

/** Goes on, tenant by tenant and batch by batch, until nothing is left to delete or the task drains. */
export async function purgeDelivered(deps: Dependencies): Promise<void> {
  const before = deps.now() - deps.configuration.outboxKeepSeconds * 1000;
  for (const { database } of deps.tenants.all) {
    while (!deps.draining.aborted && (await purgeBatch(database.writer, before)) === batchRows);
  }
}

/**
 * How many rows were deleted, a batch at most. Rows are found first and deleted by their ids: a delete by time would
 * lock the gap at the end of the rows that wait for delivery, where bookings write theirs. The newest row stays, since
 * subscribers begin at its id.
 *
 * @param before milliseconds since 1970
 */
async function purgeBatch(writer: Writer<Tables>, before: number): Promise<number> {
  const transaction = writer.kysely.transaction().setIsolationLevel('read committed');
  return transaction.execute(async (t) => {
    const rows = await t
      .selectFrom('outbox')
      .select('id')
      .where('delivered_at', '<', toSqlTimestamp(before))
      .where('id', '<', (newest) =>
        newest.selectFrom('outbox').select((row) => row.fn.max('id').as('id')),
      )
      .orderBy('delivered_at')
      .limit(batchRows)
      .forUpdate()
      .skipLocked()
      .execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await t.deleteFrom('outbox').where('id', 'in', ids).execute();
    return ids.length;
  });
}
