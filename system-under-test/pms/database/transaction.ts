import { setTimeout as wait } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import { hasSqlError } from './errors.ts';
import type { Writer } from './handles.ts';
import type { Tables } from '../schema/tables.ts';

export type TenantTransaction = Transaction<Tables>;

const tries = 5;

/**
 * Runs `work` in one transaction, and again when the database broke a deadlock at its cost: it was rolled back as a
 * whole, so nothing is done twice. Everything else is thrown.
 */
export async function inTransaction<T>(
  writer: Writer<Tables>,
  { random }: { readonly random: () => number },
  work: (transaction: TenantTransaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await writer.kysely.transaction().execute(work);
    } catch (thrown) {
      if (attempt === tries || !hasSqlError(thrown, 'deadlock')) throw thrown;
    }
    await wait(2 ** attempt * 5 * (0.5 + random()));
  }
}
