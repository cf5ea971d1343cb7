import type { Generated } from 'kysely';

/** Who of the staff did what, and when: written in the transaction of the deed, and never changed. */
export interface JournalTable {
  id: Generated<number>;
  at: string;
  /** A staff member's account name. */
  actor: string;
  /** What was done, e.g. `checkin`. */
  action: string;
  /** Id of what it was done to. */
  subject: string;
  /** JSON: what the deed was about. */
  detail: string;
}

export const journalSql = [
  `CREATE TABLE journal (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    at DATETIME(3) NOT NULL,
    actor VARCHAR(64) NOT NULL,
    action VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    detail TEXT NOT NULL,
    KEY (at),
    KEY (subject)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'journal is append-only'`,
  `CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal FOR EACH ROW
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'journal is append-only'`,
];
