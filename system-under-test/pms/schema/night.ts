import type { BookingMode } from '../domain/booking-mode.ts';

/**
 * What holds which night of which unit (`unit_night`), and the counters of it (`availability_day`). `reservation_id` is
 * that of a reservation, or of the closure of a unit (`unit_closure`): one key keeps both off the same night.
 */
export interface UnitNightTable {
  unit_id: string;
  night: string;
  reservation_id: string;
}

export interface AvailabilityDayTable {
  unit_group_id: string;
  night: string;
  /** Units of the group that are not closed on that night. */
  capacity: number;
  sold: number;
}

/**
 * The primary key of `unit_night` is what makes a night unique; the naive mode gives that up, and the check on the
 * counters with it, so that double sales can happen and be found.
 */
export function nightSql(mode: BookingMode): readonly string[] {
  const key = mode === 'safe' ? '(unit_id, night)' : '(unit_id, night, reservation_id)';
  const check = mode === 'safe' ? ', CHECK (0 <= sold AND sold <= capacity)' : '';
  return [
    `CREATE TABLE unit_night (
      unit_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      night DATE NOT NULL,
      reservation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      PRIMARY KEY ${key},
      KEY (reservation_id),
      KEY by_night (night, unit_id)
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
    `CREATE TABLE availability_day (
      unit_group_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
      night DATE NOT NULL,
      capacity INT NOT NULL,
      sold INT NOT NULL DEFAULT 0,
      PRIMARY KEY (unit_group_id, night)
      ${check}
    ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  ];
}
