import type { StatementInvariant } from './invariant.ts';
import { rowsWithProblem, together } from './sql.ts';

/** A field of an answer that was stored as JSON. */
const answered = (field: string): string => `JSON_VALUE(k.response, '$.${field}')`;

export const bookingsRemembered: StatementInvariant = {
  kind: 'repetition',
  cost: 'cheap',
  rule: 'A booking from the web is remembered by its key as it was answered, and no booking is remembered that is not there.',
  checked: `SELECT COUNT(*) AS checked FROM idempotency_key`,
  violations: together(
    rowsWithProblem(
      ['b.id AS booking', 'b.idempotency_key AS idempotencyKey'],
      `booking b LEFT JOIN idempotency_key k ON k.\`key\` = b.idempotency_key
       WHERE b.idempotency_key IS NOT NULL`,
      [
        [`k.\`key\` IS NULL`, 'its key is not remembered'],
        [`NOT (k.status <=> 201)`, 'its key remembers a refusal'],
        [`NOT (${answered('id')} <=> b.id)`, 'its key remembers another booking'],
        [
          `NOT (${answered('totalCents')} <=> b.total_cents AND ${answered('folioId')} <=> b.folio_id
                AND ${answered('reference')} <=> b.reference)`,
          'is not what was answered',
        ],
      ],
    ),
    rowsWithProblem(
      [answered('id'), 'k.`key`'],
      `idempotency_key k LEFT JOIN booking b ON b.idempotency_key = k.\`key\``,
      [
        [`k.status IS NULL OR k.response IS NULL`, 'the request was never answered'],
        [
          `k.status = 201 AND ${answered('reference')} IS NOT NULL AND b.id IS NULL`,
          'the booking that was answered is not there',
        ],
      ],
    ),
  ),
};
