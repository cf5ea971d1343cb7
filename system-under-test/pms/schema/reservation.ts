import type { Generated, Selectable } from 'kysely';
import type { ReservationStatus } from '../domain/reservation-status.ts';

/** What was sold: `booking` > `reservation` with its append-only `reservation_history`. */
export interface BookingTable {
  id: string;
  /** What a guest reads out on the telephone. */
  reference: string;
  idempotency_key: string | null;
  /** Of the first of its stays, as it was booked. */
  quote_id: string | null;
  channel: 'web' | 'seed' | 'staff' | 'channel';
  /** What another channel calls it, which that channel sells once. */
  channel_reference: Generated<string | null>;
  /** As it was booked and answered; later changes move the totals of its stays only. */
  total_cents: number;
  created_at: string;
  folio_id: string;
}

export interface ReservationTable {
  id: string;
  booking_id: string;
  property_id: string;
  unit_group_id: string;
  unit_id: string;
  arrival: string;
  departure: string;
  adults: number;
  children: number;
  /** JSON list, null when they were not told. */
  children_ages: Generated<string | null>;
  /** What the people are to one another, as the registers want to know. */
  party_kind: Generated<'family' | 'group'>;
  status: ReservationStatus;
  /** The quote it stands on now; null for seeded stays that nobody changed. */
  quote_id: string | null;
  /** The price when it was booked, and now. */
  booked_cents: number;
  total_cents: number;
  /** Counts the changes of unit, dates and persons: who changes it says which one they saw. */
  version: Generated<number>;
  option_expires_at: string | null;
  created_at: string;
}

/** A reservation as it is read. */
export type Reservation = Selectable<ReservationTable>;

export interface ReservationHistoryTable {
  id: Generated<number>;
  reservation_id: string;
  from_status: ReservationStatus | null;
  to_status: ReservationStatus;
  at: string;
  /** `guest`, `system`, `seed`, or a staff member's account name. */
  actor: string;
}

export const reservationSql = [
  `CREATE TABLE booking (
    id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    reference VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL UNIQUE,
    idempotency_key VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NULL,
    quote_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    channel VARCHAR(8) NOT NULL CHECK (channel IN ('web', 'seed', 'staff', 'channel')),
    channel_reference VARCHAR(100) NULL UNIQUE,
    total_cents INT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    folio_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    KEY (idempotency_key),
    KEY (quote_id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE reservation (
    id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    booking_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    property_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    unit_group_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    unit_id VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    arrival DATE NOT NULL,
    departure DATE NOT NULL,
    adults INT NOT NULL,
    children INT NOT NULL,
    children_ages VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    party_kind VARCHAR(8) NOT NULL DEFAULT 'family' CHECK (party_kind IN ('family', 'group')),
    status VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    quote_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    booked_cents INT NOT NULL,
    total_cents INT NOT NULL,
    version INT NOT NULL DEFAULT 1,
    option_expires_at DATETIME(3) NULL,
    created_at DATETIME(3) NOT NULL,
    KEY (booking_id),
    KEY (quote_id),
    KEY (status, option_expires_at),
    KEY (property_id, arrival),
    KEY (property_id, departure),
    FOREIGN KEY (booking_id) REFERENCES booking (id),
    CHECK (arrival < departure),
    CHECK (status IN ('option', 'confirmed', 'checkedIn', 'checkedOut', 'cancelled', 'expired', 'noShow'))
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE reservation_history (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    reservation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    from_status VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
    to_status VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    at DATETIME(3) NOT NULL,
    actor VARCHAR(64) NOT NULL,
    KEY (reservation_id),
    FOREIGN KEY (reservation_id) REFERENCES reservation (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TRIGGER reservation_history_no_update BEFORE UPDATE ON reservation_history FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'reservation_history is append-only'`,
  `CREATE TRIGGER reservation_history_no_delete BEFORE DELETE ON reservation_history FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'reservation_history is append-only'`,
];
