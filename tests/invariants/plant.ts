import type { Connection, ResultSetHeader } from 'mysql2/promise';
import type { Stays } from './busy-year.ts';

/** Something wrong, as it could come to be by a fault of the system or of a person at the database. */
export interface Corruption {
  /** What is wrong, after "is found: ". */
  readonly fault: string;
  /** SQL that plants it in the schema of the tenant `riviera`, each statement of which changes something. */
  readonly plant: (stays: Stays) => readonly string[];
  /** The invariant that must find it. */
  readonly invariant: string;
  /** What it must say, where it can find several things. */
  readonly problem?: string;
}

/**
 * Runs statements in a transaction, looks, and undoes them.
 * @throws Error when a statement changes nothing, so that nothing is planted
 */
export async function whilePlanted<T>(
  admin: Connection,
  statements: readonly string[],
  look: () => Promise<T>,
): Promise<T> {
  await admin.beginTransaction();
  try {
    for (const statement of statements) {
      const [result] = await admin.query<ResultSetHeader>(statement);
      const changes = !statement.startsWith('SET ');
      if (changes && result.affectedRows === 0) throw new Error(`Changes nothing: ${statement}`);
    }
    return await look();
  } finally {
    await admin.rollback();
  }
}

/** A seeded booking that is as it was made, as SQL variables: `@booking`, `@reservation`, `@folio`. */
export const seededStay: readonly string[] = [
  `SET @booking = (SELECT MIN(id) FROM booking WHERE channel = 'seed')`,
  `SET @reservation = (SELECT id FROM reservation WHERE booking_id = @booking)`,
  `SET @folio = (SELECT folio_id FROM booking WHERE id = @booking)`,
];

/** Moves the counters of all nights that a reservation holds. */
export const countNights = (reservationId: string, by: 1 | -1): string =>
  `UPDATE availability_day d
   JOIN unit_night n ON n.night = d.night AND n.reservation_id = '${reservationId}'
   JOIN unit u ON u.id = n.unit_id AND u.unit_group_id = d.unit_group_id
   SET d.sold = d.sold + ${by}`;

/** A night on which a unit is free, as `@night`. */
export const freeNight = (unitId: string): string =>
  `SET @night = (SELECT MIN(d.night) FROM availability_day d WHERE d.night > '2027-07-23' AND NOT EXISTS
   (SELECT 1 FROM unit_night n WHERE n.unit_id = '${unitId}' AND n.night = d.night))`;

/** A step in a reservation's history, at a time of the database's clock. */
export const step = (
  reservationId: string,
  from: string | null,
  to: string,
  at = 'NOW(3)',
): string =>
  `INSERT INTO reservation_history (reservation_id, from_status, to_status, at, actor)
   VALUES ('${reservationId}', ${from === null ? 'NULL' : `'${from}'`}, '${to}', ${at}, 'planted')`;
