import type { StatementInvariant } from './invariant.ts';
import { clockSlack, rowsWithProblem, together } from './sql.ts';

/** Tables that say when a row was made, with what names it; `reservation` follows its booking. */
const dated = ['booking', 'quote', 'folio_line', 'payment', 'outbox'] as const;

export const madeInTime: StatementInvariant = {
  kind: 'time',
  cost: 'costly',
  rule: 'Nothing was made in the future, a reservation is as old as its booking, and a quote was accepted while it was open.',
  checked: `SELECT COUNT(*) AS checked FROM booking`,
  violations: together(
    ...dated.map(
      (table) => `
      SELECT '${table}' AS kind, id, created_at AS madeAt, 'was made in the future' AS problem
      FROM ${table} WHERE created_at > UTC_TIMESTAMP(3) + ${clockSlack}`,
    ),
    rowsWithProblem(
      [`'booking'`, 'b.id', 'b.created_at'],
      `booking b
       LEFT JOIN reservation r ON r.booking_id = b.id
       LEFT JOIN quote q ON q.id = b.quote_id`,
      [
        [`r.created_at <> b.created_at`, 'is of another time than its reservation'],
        [`b.created_at < q.created_at - ${clockSlack}`, 'is older than its quote'],
        [`b.created_at >= q.expires_at`, 'was made after its quote had expired'],
      ],
    ),
    `SELECT 'folio_line', l.id, l.created_at, 'is older than its booking'
     FROM booking b LEFT JOIN folio_line l ON l.folio_id = b.folio_id WHERE l.created_at < b.created_at - ${clockSlack}`,
    `SELECT 'payment', p.id, p.created_at, 'is older than its booking'
     FROM booking b LEFT JOIN payment p ON p.folio_id = b.folio_id WHERE p.created_at < b.created_at - ${clockSlack}`,
  ),
};
