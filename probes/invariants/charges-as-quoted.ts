import type { StatementInvariant } from './invariant.ts';
import { rowsWithProblem } from './sql.ts';

const charged = (kind: string): string =>
  `(SELECT COALESCE(SUM(l.cents), 0) FROM folio_line l WHERE l.folio_id = b.folio_id AND l.kind = '${kind}')`;

const quoted = (part: string): string =>
  `(SELECT COALESCE(SUM(q.${part}), 0) FROM reservation r JOIN quote q ON q.id = r.quote_id WHERE r.booking_id = b.id)`;

export const chargesAsQuoted: StatementInvariant = {
  kind: 'copies',
  cost: 'cheap',
  rule: 'Nights, services and tourist tax are charged as the quotes of the stays have them.',
  checked: `SELECT COUNT(*) AS checked FROM booking WHERE quote_id IS NOT NULL`,
  violations: rowsWithProblem(
    ['b.id AS booking', 'b.quote_id AS quote'],
    `booking b WHERE b.quote_id IS NOT NULL`,
    [
      [
        `${charged('accommodation')} <> ${quoted('nights_cents')}`,
        'its nights are charged otherwise',
      ],
      [
        `${charged('service')} <> ${quoted('services_cents')}`,
        'its services are charged otherwise',
      ],
      [
        `${charged('touristTax')} <> ${quoted('tourist_tax_cents')}`,
        'its tourist tax is charged otherwise',
      ],
    ],
  ),
};
