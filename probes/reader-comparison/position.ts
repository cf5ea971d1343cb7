import type { Connection } from 'mysql2/promise';
import { rowsOf } from '../database/connection.ts';

/**
 * Where the writer's log ends now; undefined where there is none that readers could be asked to wait for, as on a
 * cluster whose readers share the writer's storage.
 */
export async function positionOf(writer: Connection): Promise<string | undefined> {
  const [row] = await rowsOf(writer, "SHOW GLOBAL VARIABLES LIKE 'gtid_binlog_pos'");
  const position = row?.['Value'];
  return position === undefined || position === null || position === ''
    ? undefined
    : String(position);
}

/** Waits until a reader has everything up to there. False when it has not within `seconds`. */
export async function reached(
  reader: Connection,
  position: string,
  seconds: number,
): Promise<boolean> {
  const [row] = await rowsOf(reader, 'SELECT MASTER_GTID_WAIT(?, ?) AS result', [
    position,
    seconds,
  ]);
  return row?.['result'] === 0;
}
