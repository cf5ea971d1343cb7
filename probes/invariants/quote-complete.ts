import type { StatementInvariant } from './invariant.ts';
import { rowsWithProblem } from './sql.ts';

const nights = `SELECT COUNT(*) FROM quote_night n WHERE n.quote_id = q.id`;

export const quoteComplete: StatementInvariant = {
  kind: 'existence',
  cost: 'costly',
  rule: 'A quote has a price for each of its nights, and is accepted exactly when a stay stands on it.',
  checked: `SELECT COUNT(*) AS checked FROM quote`,
  violations: rowsWithProblem(['q.id AS quote', 'q.status'], 'quote q', [
    [
      `(${nights} AND n.night >= q.arrival AND n.night < q.departure) <> DATEDIFF(q.departure, q.arrival)`,
      'lacks the price of a night',
    ],
    [`(${nights}) <> DATEDIFF(q.departure, q.arrival)`, 'has a night that is not its own'],
    [
      `q.status = 'accepted' AND NOT EXISTS (SELECT 1 FROM reservation r WHERE r.quote_id = q.id)`,
      'is accepted, and has no booking',
    ],
    [
      `q.status <> 'accepted' AND EXISTS (SELECT 1 FROM reservation r WHERE r.quote_id = q.id)`,
      'is booked, and not accepted',
    ],
  ]),
};
