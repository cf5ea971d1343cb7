import type { Reader } from '../database/handles.ts';
import { type CivilDate, nightsOf } from '../domain/civil-date.ts';
import type { CatalogGroup } from '../catalog/catalog.ts';
import type { Tables } from '../schema/tables.ts';

export interface FreeUnit {
  readonly id: string;
  readonly code: string;
}

/**
 * The units of a group that nobody holds on any night of the stay, in code order. Asked night by night over the span of
 * the group's unit ids: a few ranges of an index, where one a unit would be a hundred, and the same question as NOT
 * EXISTS makes the server read the whole table.
 */
export async function findFreeUnits(
  reader: Reader<Tables>,
  { units }: CatalogGroup,
  arrival: CivilDate,
  departure: CivilDate,
): Promise<FreeUnit[]> {
  const ids = units.map(({ id }) => id).toSorted();
  const nights = nightsOf(arrival, departure);
  const held = await reader.rows<{ unit_id: string }>(
    `SELECT DISTINCT unit_id FROM unit_night
     WHERE night IN (${nights.map(() => '?').join(', ')}) AND unit_id BETWEEN ? AND ?`,
    [...nights, ids[0] ?? '', ids.at(-1) ?? ''],
  );
  const taken = new Set(held.map(({ unit_id: id }) => id));
  return units.filter(({ id }) => !taken.has(id));
}

/** Whether nobody holds the unit on any night of the stay. */
export async function isFree(
  reader: Reader<Tables>,
  unit: string,
  arrival: CivilDate,
  departure: CivilDate,
): Promise<boolean> {
  const held = await reader.rows(
    'SELECT 1 FROM unit_night WHERE unit_id = ? AND night >= ? AND night < ? LIMIT 1',
    [unit, arrival, departure],
  );
  return held.length === 0;
}
