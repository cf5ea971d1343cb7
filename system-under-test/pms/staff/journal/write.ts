import { toSqlTimestamp } from '../../database/timestamp.ts';
import type { TenantTransaction } from '../../database/transaction.ts';

/** Something that a member of the staff did. */
export interface Deed {
  readonly actor: string;
  readonly action: string;
  /** Id of what it was done to. */
  readonly subject: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Writes down who did what, in the transaction of the deed: it is there if and only if the deed was done. */
export async function writeJournal(
  transaction: TenantTransaction,
  { actor, action, subject, detail = {} }: Deed,
  now: number,
): Promise<void> {
  await transaction
    .insertInto('journal')
    .values({ at: toSqlTimestamp(now), actor, action, subject, detail: JSON.stringify(detail) })
    .execute();
}
