import type { StatementInvariant } from './invariant.ts';

/** Looks at charges and payments themselves, and not at the balance that is meant to sum them up. */
export const nothingOverpaid: StatementInvariant = {
  kind: 'money',
  cost: 'cheap',
  rule: 'No more money is kept than was charged: none for a stay that costs nothing any more.',
  checked: `SELECT COUNT(*) AS checked FROM payment WHERE captured_cents <> 0`,
  violations: `
    SELECT folio, keptCents, chargedCents,
           IF(chargedCents = 0, 'keeps money for a stay that costs nothing', 'keeps more than was charged') AS problem
    FROM (
      SELECT p.folio_id AS folio, SUM(p.captured_cents - p.refunded_cents) AS keptCents,
             (SELECT COALESCE(SUM(l.cents), 0) FROM folio_line l WHERE l.folio_id = p.folio_id) AS chargedCents
      FROM payment p WHERE p.captured_cents <> p.refunded_cents
      GROUP BY p.folio_id
    ) kept WHERE keptCents > GREATEST(chargedCents, 0)`,
};
