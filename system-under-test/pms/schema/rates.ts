import type { Generated } from 'kysely';

/** What a night costs and whether it may be sold: `season`, `rate_plan`, `nightly_rate`, `restriction`, `service`. */
export interface SeasonTable {
  id: string;
  property_id: string;
  code: string;
  name: string;
  /** First and last night. */
  first_night: string;
  last_night: string;
}

export interface RatePlanTable {
  id: string;
  property_id: string;
  code: string;
  name: string;
}

/** Season x group, written out per night so that one night's price can be changed alone. */
export interface NightlyRateTable {
  unit_group_id: string;
  night: string;
  rate_plan_id: string;
  season_id: string;
  /** Price of the night for up to `included_persons`. */
  base_cents: number;
  included_persons: number;
  extra_adult_cents: number;
  extra_child_cents: number;
}

/**
 * A group's night that may not be sold (`closed`), or not as the first night of a stay shorter than `min_nights`; a day
 * on which nobody may arrive, or leave.
 */
export interface RestrictionTable {
  unit_group_id: string;
  night: string;
  closed: number;
  min_nights: number;
  closed_to_arrival: Generated<number>;
  closed_to_departure: Generated<number>;
  /** When it was last set. */
  changed_at: string;
}

export interface ServiceTable {
  property_id: string;
  code: string;
  name: string;
  unit_cents: number;
  /** Charged once a stay, or for each night. */
  per: 'stay' | 'night';
  max_quantity: number;
}

export const ratesSql = [
  `CREATE TABLE season (
    id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    property_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code VARCHAR(16) NOT NULL,
    name VARCHAR(100) NOT NULL,
    first_night DATE NOT NULL,
    last_night DATE NOT NULL,
    FOREIGN KEY (property_id) REFERENCES property (id),
    CHECK (first_night <= last_night)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE rate_plan (
    id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    property_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code VARCHAR(16) NOT NULL,
    name VARCHAR(100) NOT NULL,
    FOREIGN KEY (property_id) REFERENCES property (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE nightly_rate (
    unit_group_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    night DATE NOT NULL,
    rate_plan_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    season_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    base_cents INT NOT NULL CHECK (base_cents >= 0),
    included_persons INT NOT NULL,
    extra_adult_cents INT NOT NULL,
    extra_child_cents INT NOT NULL,
    PRIMARY KEY (unit_group_id, night),
    FOREIGN KEY (unit_group_id) REFERENCES unit_group (id),
    FOREIGN KEY (rate_plan_id) REFERENCES rate_plan (id),
    FOREIGN KEY (season_id) REFERENCES season (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE restriction (
    unit_group_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    night DATE NOT NULL,
    closed TINYINT NOT NULL DEFAULT 0,
    min_nights INT NOT NULL DEFAULT 1,
    closed_to_arrival TINYINT NOT NULL DEFAULT 0,
    closed_to_departure TINYINT NOT NULL DEFAULT 0,
    changed_at DATETIME(3) NOT NULL,
    PRIMARY KEY (unit_group_id, night),
    FOREIGN KEY (unit_group_id) REFERENCES unit_group (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE service (
    property_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code VARCHAR(16) NOT NULL,
    name VARCHAR(100) NOT NULL,
    unit_cents INT NOT NULL,
    per VARCHAR(8) NOT NULL CHECK (per IN ('stay', 'night')),
    max_quantity INT NOT NULL,
    PRIMARY KEY (property_id, code),
    FOREIGN KEY (property_id) REFERENCES property (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
];
