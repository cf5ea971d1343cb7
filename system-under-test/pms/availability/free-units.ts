import type { Reader } from '../database/handles.ts';
import type { CivilDate } from '../domain/civil-date.ts';
import type { Tables } from '../schema/tables.ts';

export interface FreeUnit {
  readonly id: string;
  readonly code: string;
}

/** The units of a group that nobody holds on any night of the stay, in code order. */
export function findFreeUnits(
  reader: Reader<Tables>,
  unitGroup: string,
  arrival: CivilDate,
  departure: CivilDate,
): Promise<FreeUnit[]> {
  return reader.rows<FreeUnit>(
    `SELECT u.id, u.code FROM unit u WHERE u.unit_group_id = ? AND NOT EXISTS (
      SELECT 1 FROM unit_night n WHERE n.unit_id = u.id AND n.night >= ? AND n.night < ?
    ) ORDER BY u.code`,
    [unitGroup, arrival, departure],
  );
}
