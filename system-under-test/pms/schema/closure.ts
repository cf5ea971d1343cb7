/** A unit that is closed for repairs: it holds its nights in `unit_night` as a reservation does. */
export interface UnitClosureTable {
  id: string;
  unit_id: string;
  /** The first night, and the day after the last. */
  from_night: string;
  to_day: string;
  reason: string;
  created_at: string;
  /** When the unit was opened again; null while it is closed. */
  ended_at: string | null;
}

export const closureSql = [
  `CREATE TABLE unit_closure (
    id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    unit_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    from_night DATE NOT NULL,
    to_day DATE NOT NULL,
    reason VARCHAR(200) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    ended_at DATETIME(3) NULL,
    KEY (unit_id),
    FOREIGN KEY (unit_id) REFERENCES unit (id),
    CHECK (from_night < to_day)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
];
