import type { Generated } from 'kysely';

/** An offer with a fixed price that a visitor may accept until it expires: `quote`, `quote_night`, `quote_service`. */
export interface QuoteTable {
  id: string;
  status: 'open' | 'accepted' | 'expired' | 'replaced';
  property_id: string;
  unit_group_id: string;
  unit_id: string;
  arrival: string;
  departure: string;
  adults: number;
  children: number;
  /** JSON list of the children's ages, null when they were not told. */
  children_ages: string | null;
  /** The reservation that a change at the desk made it for; null for quotes of guests. */
  reservation_id: Generated<string | null>;
  nights_cents: number;
  services_cents: number;
  tourist_tax_cents: number;
  total_cents: number;
  expires_at: string;
  created_at: string;
}

export interface QuoteNightTable {
  quote_id: string;
  night: string;
  cents: number;
}

export interface QuoteServiceTable {
  quote_id: string;
  code: string;
  quantity: number;
  cents: number;
}

export const quoteSql = [
  `CREATE TABLE quote (
    id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    status VARCHAR(8) NOT NULL CHECK (status IN ('open', 'accepted', 'expired', 'replaced')),
    property_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    unit_group_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    unit_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    arrival DATE NOT NULL,
    departure DATE NOT NULL,
    adults INT NOT NULL,
    children INT NOT NULL,
    children_ages VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    reservation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    nights_cents INT NOT NULL,
    services_cents INT NOT NULL,
    tourist_tax_cents INT NOT NULL,
    total_cents INT NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    KEY (status, expires_at),
    CHECK (arrival < departure),
    CHECK (total_cents = nights_cents + services_cents + tourist_tax_cents)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE quote_night (
    quote_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    night DATE NOT NULL,
    cents INT NOT NULL,
    PRIMARY KEY (quote_id, night),
    FOREIGN KEY (quote_id) REFERENCES quote (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE quote_service (
    quote_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code VARCHAR(16) NOT NULL,
    quantity INT NOT NULL,
    cents INT NOT NULL,
    PRIMARY KEY (quote_id, code),
    FOREIGN KEY (quote_id) REFERENCES quote (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
];
