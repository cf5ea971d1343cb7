import type { Generated } from 'kysely';

/** What is sold, and where: `property`, `unit_group`, `unit`. Ids are readable and unique over all tenants. */
export interface PropertyTable {
  id: string;
  code: string;
  name: string;
  town: string;
  description: string;
  directions: string;
  latitude: number;
  longitude: number;
  /** Per adult and night, for at most `tourist_tax_max_nights` nights of a stay. */
  tourist_tax_cents: number;
  tourist_tax_max_nights: number;
  /** Children of known age: younger ones cost nothing, and from an age on they pay the tourist tax as adults do. */
  free_below_age: Generated<number>;
  taxed_from_age: Generated<number>;
  /** A stay is cancelled for nothing up to so many days before its arrival; the fees are percents of its price. */
  free_cancellation_days: Generated<number>;
  late_cancellation_percent: Generated<number>;
  no_show_percent: Generated<number>;
  /** Code of the establishment in the statistics and police registers. */
  register_code: string;
  bookable_from: string;
  bookable_to: string;
}

export interface UnitGroupTable {
  id: string;
  property_id: string;
  code: string;
  name: string;
  kind: 'pitch' | 'mobile-home' | 'bungalow';
  max_persons: number;
  /** Beds counted by the statistics; for pitches the persons they may hold. */
  beds: number;
  position: number;
}

export interface UnitTable {
  id: string;
  unit_group_id: string;
  code: string;
}

export interface ReviewTable {
  id: number;
  property_id: string;
  stars: number;
  author: string;
  body: string;
  written_on: string;
}

export const propertySql = [
  `CREATE TABLE property (
    id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    code VARCHAR(16) NOT NULL UNIQUE,
    name VARCHAR(100) NOT NULL,
    town VARCHAR(100) NOT NULL,
    description TEXT NOT NULL,
    directions TEXT NOT NULL,
    latitude DECIMAL(9,6) NOT NULL,
    longitude DECIMAL(9,6) NOT NULL,
    tourist_tax_cents INT NOT NULL,
    tourist_tax_max_nights INT NOT NULL,
    free_below_age INT NOT NULL DEFAULT 3,
    taxed_from_age INT NOT NULL DEFAULT 14,
    free_cancellation_days INT NOT NULL DEFAULT 2,
    late_cancellation_percent INT NOT NULL DEFAULT 50,
    no_show_percent INT NOT NULL DEFAULT 80,
    register_code VARCHAR(32) NOT NULL,
    bookable_from DATE NOT NULL,
    bookable_to DATE NOT NULL
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE unit_group (
    id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    property_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code VARCHAR(16) NOT NULL,
    name VARCHAR(100) NOT NULL,
    kind VARCHAR(16) NOT NULL CHECK (kind IN ('pitch', 'mobile-home', 'bungalow')),
    max_persons INT NOT NULL,
    beds INT NOT NULL,
    position INT NOT NULL,
    UNIQUE KEY (property_id, code),
    FOREIGN KEY (property_id) REFERENCES property (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE unit (
    id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    unit_group_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code VARCHAR(16) NOT NULL,
    UNIQUE KEY (unit_group_id, code),
    FOREIGN KEY (unit_group_id) REFERENCES unit_group (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE review (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    property_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    stars TINYINT NOT NULL CHECK (stars BETWEEN 1 AND 5),
    author VARCHAR(100) NOT NULL,
    body TEXT NOT NULL,
    written_on DATE NOT NULL,
    FOREIGN KEY (property_id) REFERENCES property (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
];
