import { toSqlTimestamp } from '../database/timestamp.ts';
import { nextStatus } from '../domain/reservation-status.ts';
import type { Reservation } from '../schema/reservation.ts';
import type { Dependencies } from '../framework/deps.ts';
import type { Job } from '../framework/job.ts';
import type { Tenant } from '../tenants/tenants.ts';
import { lockFolioOf } from '../folios/store.ts';
import { callOff } from './call-off.ts';
import { inTransaction, type TenantTransaction } from '../database/transaction.ts';

const batchSize = 20;

/** Gives back the nights of options that ran out, and closes quotes that did. Every task does it; none waits. */
export const expireJob: Job = {
  name: 'expire',
  everySeconds: (deps) => deps.configuration.sweepSeconds,
  run: async (deps) => {
    for (const tenant of deps.tenants.all) {
      while ((await expireOptions(tenant, deps)) === batchSize);
      await expireQuotes(tenant, deps.now());
    }
  },
};

/** How many were expired, at most a batch; those another task is at are skipped. */
function expireOptions(tenant: Tenant, deps: Dependencies): Promise<number> {
  const now = deps.now();
  return inTransaction(tenant.database.writer, deps, async (transaction) => {
    const options = await transaction
      .selectFrom('reservation')
      .selectAll()
      .where('status', '=', 'option')
      .where('option_expires_at', '<=', toSqlTimestamp(now))
      .orderBy('option_expires_at')
      .limit(batchSize)
      .forUpdate()
      .skipLocked()
      .execute();
    // All folios before anything else is read: a transaction reads as of its first look, and must see what others
    // charged until its locks were granted.
    for (const { booking_id } of options) await lockFolioOf(transaction, booking_id);
    for (const reservation of options)
      await expire(transaction, reservation, { now, newId: deps.newId });
    return options.length;
  });
}

async function expire(
  transaction: TenantTransaction,
  reservation: Reservation,
  { now, newId }: { readonly now: number; readonly newId: () => string },
): Promise<void> {
  const { id, status } = reservation;
  const next = nextStatus(status, 'expire');
  if (next === undefined) throw new Error(`reservation ${id} is ${status}: it cannot expire`);
  const actor = 'system';
  const description = 'Option expired';
  await callOff(transaction, { reservation, next, actor, description, feeCents: 0, now, newId });
}

async function expireQuotes(tenant: Tenant, now: number): Promise<void> {
  await tenant.database.writer.kysely
    .updateTable('quote')
    .set({ status: 'expired' })
    .where('status', '=', 'open')
    .where('expires_at', '<=', toSqlTimestamp(now))
    .limit(500)
    .execute();
}
