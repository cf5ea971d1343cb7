import type { StatementInvariant } from './invariant.ts';
import { rowsWithProblem } from './sql.ts';

export const bookingComplete: StatementInvariant = {
  kind: 'existence',
  cost: 'costly',
  rule: 'A booking has its reservation and its folio with charges, and one from the web its quote and its key.',
  checked: `SELECT COUNT(*) AS checked FROM booking`,
  violations: rowsWithProblem(['b.id AS booking', 'b.channel'], 'booking b', [
    [`NOT EXISTS (SELECT 1 FROM reservation r WHERE r.booking_id = b.id)`, 'has no reservation'],
    [`NOT EXISTS (SELECT 1 FROM folio f WHERE f.id = b.folio_id)`, 'has no folio'],
    [
      `NOT EXISTS (SELECT 1 FROM folio f WHERE f.id = b.folio_id AND f.booking_id = b.id)`,
      'has the folio of another booking',
    ],
    [
      `NOT EXISTS (SELECT 1 FROM folio_line l WHERE l.folio_id = b.folio_id AND l.kind = 'accommodation')`,
      'was never charged',
    ],
    [`b.channel = 'web' AND b.idempotency_key IS NULL`, 'has no idempotency key'],
    [
      `b.channel = 'web' AND NOT EXISTS (SELECT 1 FROM quote q WHERE q.id = b.quote_id)`,
      'has no quote',
    ],
  ]),
};
