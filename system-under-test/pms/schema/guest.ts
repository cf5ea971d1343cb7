import type { Generated } from 'kysely';

/** Who stays: one row a person known; position 1 is the one who booked, or the head of the party. */
export interface GuestTable {
  id: Generated<number>;
  booking_id: string;
  reservation_id: string;
  position: number;
  given_name: string;
  surname: string;
  email: string | null;
  sex: 'M' | 'F' | null;
  birth_date: string | null;
  /** Codes of the police's tables; `birth_comune` and `birth_province` only for people born in Italy. */
  birth_comune: string | null;
  birth_province: string | null;
  birth_state: string | null;
  citizenship: string | null;
  document_type: string | null;
  document_number: string | null;
  document_place: string | null;
  /** Where they live: a state, and in Italy a municipality; its name for the statistics where they live abroad. */
  residence_state: string | null;
  residence_comune: string | null;
  residence_place: string | null;
  /** Words of the statistics office. */
  tourism_kind: string | null;
  transport: string | null;
}

export const guestSql = [
  `CREATE TABLE guest (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    booking_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reservation_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    position INT NOT NULL,
    given_name VARCHAR(100) NOT NULL,
    surname VARCHAR(100) NOT NULL,
    email VARCHAR(254) NULL,
    sex CHAR(1) NULL CHECK (sex IN ('M', 'F')),
    birth_date DATE NULL,
    birth_comune CHAR(9) NULL,
    birth_province CHAR(2) NULL,
    birth_state CHAR(9) NULL,
    citizenship CHAR(9) NULL,
    document_type CHAR(5) NULL,
    document_number VARCHAR(20) NULL,
    document_place CHAR(9) NULL,
    residence_state CHAR(9) NULL,
    residence_comune CHAR(9) NULL,
    residence_place VARCHAR(50) NULL,
    tourism_kind VARCHAR(40) NULL,
    transport VARCHAR(40) NULL,
    UNIQUE KEY (reservation_id, position),
    KEY (booking_id),
    FOREIGN KEY (reservation_id) REFERENCES reservation (id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
];
