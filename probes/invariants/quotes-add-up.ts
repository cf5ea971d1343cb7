import type { StatementInvariant } from './invariant.ts';
import { rowsWithProblem } from './sql.ts';

export const quotesAddUp: StatementInvariant = {
  kind: 'copies',
  cost: 'costly',
  rule: 'A quote is the sum of its nights, its services and its tourist tax.',
  checked: `SELECT COUNT(*) AS checked FROM quote`,
  violations: rowsWithProblem(['q.id AS quote', 'q.total_cents AS totalCents'], 'quote q', [
    [
      `q.nights_cents <> (SELECT COALESCE(SUM(n.cents), 0) FROM quote_night n WHERE n.quote_id = q.id)`,
      'its nights add up to something else',
    ],
    [
      `q.services_cents <> (SELECT COALESCE(SUM(s.cents), 0) FROM quote_service s WHERE s.quote_id = q.id)`,
      'its services add up to something else',
    ],
    [
      `q.total_cents <> q.nights_cents + q.services_cents + q.tourist_tax_cents`,
      'its total is not the sum of its parts',
    ],
  ]),
};
