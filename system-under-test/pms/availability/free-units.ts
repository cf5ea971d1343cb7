import type { Reader } from '../database/handles.ts';
import type { CivilDate } from '../domain/civil-date.ts';
import type { CatalogGroup } from '../catalog/catalog.ts';
import type { Tables } from '../schema/tables.ts';

export interface FreeUnit {
  readonly id: string;
  readonly code: string;
}

/**
 * The units of a group that nobody holds on any night of the stay, in code order. Asked for by unit, so that each is a
 * short range of the primary key; the same question as NOT EXISTS makes the server read the whole table.
 */
export async function findFreeUnits(
  reader: Reader<Tables>,
  { units }: CatalogGroup,
  arrival: CivilDate,
  departure: CivilDate,
): Promise<FreeUnit[]> {
  const held = await reader.rows<{ unit_id: string }>(
    `SELECT DISTINCT unit_id FROM unit_night
     WHERE unit_id IN (${units.map(() => '?').join(', ')}) AND night >= ? AND night < ?`,
    [...units.map(({ id }) => id), arrival, departure],
  );
  const taken = new Set(held.map(({ unit_id: id }) => id));
  return units.filter(({ id }) => !taken.has(id));
}
