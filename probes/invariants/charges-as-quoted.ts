import type { StatementInvariant } from './invariant.ts';
import { rowsWithProblem } from './sql.ts';

const charged = (kind: string): string =>
  `(SELECT COALESCE(SUM(l.cents), 0) FROM folio_line l WHERE l.folio_id = b.folio_id AND l.kind = '${kind}')`;

export const chargesAsQuoted: StatementInvariant = {
  kind: 'copies',
  cost: 'cheap',
  rule: 'Nights, services and tourist tax are charged as the quote has them.',
  checked: `SELECT COUNT(*) AS checked FROM booking WHERE quote_id IS NOT NULL`,
  violations: rowsWithProblem(
    ['b.id AS booking', 'q.id AS quote'],
    `booking b LEFT JOIN quote q ON q.id = b.quote_id WHERE b.quote_id IS NOT NULL`,
    [
      [`${charged('accommodation')} <> q.nights_cents`, 'its nights are charged otherwise'],
      [`${charged('service')} <> q.services_cents`, 'its services are charged otherwise'],
      [`${charged('touristTax')} <> q.tourist_tax_cents`, 'its tourist tax is charged otherwise'],
    ],
  ),
};
