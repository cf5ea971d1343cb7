import type { z } from 'zod';
import type { Reader } from '../../database/handles.ts';
import { Problem } from '../../problem.ts';
import type { Tables } from '../../schema/tables.ts';
import type { inventoryNight } from './schemas.ts';

export interface InventoryQuery {
  readonly unitGroup: string;
  readonly from: string;
  readonly to: string;
}

/** @throws Problem unknown-unit-group */
export async function readInventory(
  reads: Pick<Reader<Tables>, 'selectFrom'>,
  { unitGroup, from, to }: InventoryQuery,
): Promise<{ unitGroup: string; nights: z.output<typeof inventoryNight>[] }> {
  const group = reads.selectFrom('unit_group').select('id').where('id', '=', unitGroup);
  if ((await group.executeTakeFirst()) === undefined)
    throw new Problem('unknown-unit-group', `There is no unit group "${unitGroup}".`);
  const rows = await reads
    .selectFrom('availability_day as a')
    .innerJoin('nightly_rate as r', (join) =>
      join.onRef('r.unit_group_id', '=', 'a.unit_group_id').onRef('r.night', '=', 'a.night'),
    )
    .leftJoin('restriction as x', (join) =>
      join.onRef('x.unit_group_id', '=', 'a.unit_group_id').onRef('x.night', '=', 'a.night'),
    )
    .select([
      'a.night',
      'a.capacity',
      'a.sold',
      'r.base_cents',
      'r.extra_adult_cents',
      'r.extra_child_cents',
      'x.closed',
      'x.closed_to_arrival',
      'x.closed_to_departure',
      'x.min_nights',
    ])
    .where('a.unit_group_id', '=', unitGroup)
    .where('a.night', '>=', from)
    .where('a.night', '<', to)
    .orderBy('a.night')
    .execute();
  const nights = rows.map((row) => ({
    night: row.night,
    capacity: row.capacity,
    sold: row.sold,
    baseCents: row.base_cents,
    extraAdultCents: row.extra_adult_cents,
    extraChildCents: row.extra_child_cents,
    closed: row.closed === 1,
    closedToArrival: row.closed_to_arrival === 1,
    closedToDeparture: row.closed_to_departure === 1,
    minNights: row.min_nights ?? 1,
  }));
  return { unitGroup, nights };
}
