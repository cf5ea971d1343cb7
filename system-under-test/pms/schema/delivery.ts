import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Generated } from 'kysely';

/** What makes requests repeatable (`idempotency_key`) and events certain (`outbox`). */
export interface IdempotencyKeyTable {
  key: string;
  /** SHA-256 of the request body, in hex. */
  request_hash: string;
  status: ContentfulStatusCode | null;
  /** The body that was answered, as it was sent. */
  response: string | null;
  created_at: string;
}

export interface OutboxTable {
  id: Generated<number>;
  /** E.g. `availability/RIV1`. */
  topic: string;
  /** JSON. */
  payload: string;
  created_at: string;
  delivered_at: string | null;
  /** Deliveries tried so far, and when the next may be. */
  attempts: Generated<number>;
  next_attempt_at: string | null;
}

export const deliverySql = [
  `CREATE TABLE idempotency_key (
    \`key\` VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    request_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status INT NULL,
    response MEDIUMTEXT NULL,
    created_at DATETIME(3) NOT NULL
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
  `CREATE TABLE outbox (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    topic VARCHAR(100) NOT NULL,
    payload MEDIUMTEXT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    delivered_at DATETIME(3) NULL,
    attempts INT NOT NULL DEFAULT 0,
    next_attempt_at DATETIME(3) NULL,
    KEY (delivered_at, id),
    KEY (topic, id)
  ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`,
];
