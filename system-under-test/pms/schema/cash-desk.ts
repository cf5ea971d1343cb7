import type { Generated } from 'kysely';
import type { PaymentMethod } from '../domain/payment-method.ts';

/** Money as it moved (`payment_movement`), days that were closed over it (`day_close`), and invoices with their numbers. */
export interface PaymentMovementTable {
  id: Generated<number>;
  payment_id: string;
  property_id: string;
  method: PaymentMethod;
  kind: 'capture' | 'refund';
  /** More than 0. */
  cents: number;
  /** The day that it is booked on: the campsite's own, or the one after the last that was closed. */
  day: string;
  at: string;
}

export interface DayCloseTable {
  property_id: string;
  day: string;
  /** Captured - refunded on that day. */
  card_cents: number;
  cash_cents: number;
  closed_at: string;
  actor: string;
}

export interface InvoiceTable {
  id: string;
  folio_id: string;
  property_id: string;
  year: number;
  /** 1, 2, 3 in each campsite and year. */
  number: number;
  /** The lines that stand on it (`folio_line.invoice_id`) add up to this; below 0 it is a credit note. */
  gross_cents: number;
  issued_at: string;
}

/** What an invoice contains of each rate of value-added tax. */
export interface InvoiceVatTable {
  invoice_id: string;
  percent: number;
  gross_cents: number;
  vat_cents: number;
}

/** The last number that was given out. */
export interface InvoiceCounterTable {
  property_id: string;
  year: number;
  last: number;
}

const id = 'CHARACTER SET ascii COLLATE ascii_bin';

export const cashDeskSql = [
  `CREATE TABLE payment_movement (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    payment_id CHAR(36) ${id} NOT NULL,
    property_id VARCHAR(32) ${id} NOT NULL,
    method VARCHAR(8) NOT NULL,
    kind VARCHAR(8) NOT NULL CHECK (kind IN ('capture', 'refund')),
    cents INT NOT NULL CHECK (cents > 0),
    day DATE NOT NULL,
    at DATETIME(3) NOT NULL,
    KEY (payment_id),
    KEY (property_id, day),
    FOREIGN KEY (payment_id) REFERENCES payment (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE day_close (
    property_id VARCHAR(32) ${id} NOT NULL,
    day DATE NOT NULL,
    card_cents INT NOT NULL,
    cash_cents INT NOT NULL,
    closed_at DATETIME(3) NOT NULL,
    actor VARCHAR(64) NOT NULL,
    PRIMARY KEY (property_id, day)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE invoice (
    id CHAR(36) ${id} NOT NULL PRIMARY KEY,
    folio_id CHAR(36) ${id} NOT NULL,
    property_id VARCHAR(32) ${id} NOT NULL,
    year INT NOT NULL,
    number INT NOT NULL,
    gross_cents INT NOT NULL,
    issued_at DATETIME(3) NOT NULL,
    UNIQUE KEY (property_id, year, number),
    KEY (folio_id),
    FOREIGN KEY (folio_id) REFERENCES folio (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE invoice_vat (
    invoice_id CHAR(36) ${id} NOT NULL,
    percent INT NOT NULL,
    gross_cents INT NOT NULL,
    vat_cents INT NOT NULL,
    PRIMARY KEY (invoice_id, percent),
    FOREIGN KEY (invoice_id) REFERENCES invoice (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE invoice_counter (
    property_id VARCHAR(32) ${id} NOT NULL,
    year INT NOT NULL,
    last INT NOT NULL,
    PRIMARY KEY (property_id, year)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
];
