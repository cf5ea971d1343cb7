import type { Writer } from '../../database/handles.ts';
import type { TenantTransaction } from '../../database/transaction.ts';
import type { Tables } from '../../schema/tables.ts';
import type { Update } from './schemas.ts';

/**
 * The flaw `overwritten-sales`: reads the rows that a push is about, and afterwards writes them back whole, as mappers do
 * that save all columns of an object. What was sold meanwhile is no longer counted.
 */
export async function readBefore(
  writer: Pick<Writer<Tables>, 'selectFrom'>,
  updates: readonly Update[],
): Promise<(transaction: TenantTransaction) => Promise<void>> {
  const rows = await Promise.all(
    updates.map(({ unitGroup, from, to }) =>
      writer
        .selectFrom('availability_day')
        .selectAll()
        .where('unit_group_id', '=', unitGroup)
        .where('night', '>=', from)
        .where('night', '<', to)
        .execute(),
    ),
  );
  return async (transaction) => {
    for (const { unit_group_id: group, night, sold } of rows.flat())
      await transaction
        .updateTable('availability_day')
        .set({ sold })
        .where('unit_group_id', '=', group)
        .where('night', '=', night)
        .execute();
  };
}
