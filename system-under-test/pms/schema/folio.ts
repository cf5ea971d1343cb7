import type { Generated } from 'kysely';

import type { PaymentMethod } from '../domain/payment-method.ts';

/** What a booking owes and paid: `folio`, `folio_line` (charges), `payment`. */
export interface FolioTable {
  id: string;
  booking_id: string;
  /** Charges - captured + refunded. */
  balance_cents: number;
  /** What must be paid before anybody of the booking checks in; 0 when no deposit is asked for. */
  deposit_cents: Generated<number>;
}

export interface FolioLineTable {
  id: Generated<number>;
  folio_id: string;
  kind: 'accommodation' | 'service' | 'touristTax' | 'extra' | 'cancellation' | 'fee';
  description: string;
  /** Negative when a charge is taken back. */
  cents: number;
  /** Value-added tax that the amount contains. */
  vat_percent: number;
  /** The invoice that it stands on. */
  invoice_id: Generated<string | null>;
  created_at: string;
}

export interface PaymentTable {
  id: string;
  folio_id: string;
  method: PaymentMethod;
  authorized_cents: number;
  captured_cents: number;
  refunded_cents: number;
  created_at: string;
}

export const folioSql = [
  `CREATE TABLE folio (
    id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    booking_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
    balance_cents INT NOT NULL,
    deposit_cents INT NOT NULL DEFAULT 0 CHECK (deposit_cents >= 0),
    FOREIGN KEY (booking_id) REFERENCES booking (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE folio_line (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    folio_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind VARCHAR(16) NOT NULL,
    description VARCHAR(200) NOT NULL,
    cents INT NOT NULL,
    vat_percent INT NOT NULL DEFAULT 0,
    invoice_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at DATETIME(3) NOT NULL,
    KEY (folio_id),
    KEY (invoice_id),
    FOREIGN KEY (folio_id) REFERENCES folio (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE payment (
    id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    folio_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    method VARCHAR(16) NOT NULL,
    authorized_cents INT NOT NULL,
    captured_cents INT NOT NULL DEFAULT 0,
    refunded_cents INT NOT NULL DEFAULT 0,
    created_at DATETIME(3) NOT NULL,
    KEY (folio_id),
    FOREIGN KEY (folio_id) REFERENCES folio (id),
    CHECK (0 <= captured_cents AND captured_cents <= authorized_cents),
    CHECK (0 <= refunded_cents AND refunded_cents <= captured_cents)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
];
