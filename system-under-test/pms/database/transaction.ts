import { setTimeout as wait } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import { hasSqlError, isConnectTimeout, isLostConnection } from './errors.ts';
import { diedAtFirstStatement } from './kysely-pool.ts';
import type { Writer } from './handles.ts';
import type { Tables } from '../schema/tables.ts';

export type TenantTransaction = Transaction<Tables>;

const tries = 5;

/**
 * Runs `work` in one transaction, and again when the database broke a deadlock at its cost: it was rolled back as a
 * whole, so nothing is done twice; nor is it when the connection had ended before anything began. Everything else is
 * thrown.
 */
export async function inTransaction<T>(
  writer: Writer<Tables>,
  { random }: { readonly random: () => number },
  work: (transaction: TenantTransaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    let hasBegun = false;
    try {
      return await writer.kysely.transaction().execute((transaction) => {
        hasBegun = true;
        return work(transaction);
      });
    } catch (thrown) {
      const mayGoAgain =
        hasBegun && !diedAtFirstStatement(thrown)
          ? hasSqlError(thrown, 'deadlock')
          : isLostConnection(thrown) && !isConnectTimeout(thrown);
      if (attempt === tries || !mayGoAgain) throw thrown;
    }
    await wait(2 ** attempt * 5 * (0.5 + random()));
  }
}
