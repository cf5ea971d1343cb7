import type { StatementInvariant } from './invariant.ts';
import { rowsWithProblem } from './sql.ts';

const columns = (...names: readonly string[]): string =>
  names.map((name) => `r.${name} <> q.${name}`).join(' OR ');

export const reservationAsQuoted: StatementInvariant = {
  kind: 'copies',
  cost: 'cheap',
  rule: 'A reservation is what its quote offered: unit, dates, persons and price.',
  checked: `SELECT COUNT(*) AS checked FROM reservation WHERE quote_id IS NOT NULL`,
  violations: rowsWithProblem(
    ['r.id AS reservation', 'q.id AS quote', 'r.arrival', 'q.arrival AS quotedArrival'],
    `reservation r LEFT JOIN quote q ON q.id = r.quote_id WHERE r.quote_id IS NOT NULL`,
    [
      [columns('arrival', 'departure'), 'has other dates than its quote'],
      [columns('property_id', 'unit_group_id', 'unit_id'), 'has another unit than its quote'],
      [
        `${columns('adults', 'children')} OR NOT (r.children_ages <=> q.children_ages)`,
        'is for other persons than its quote',
      ],
      [columns('total_cents'), 'has another price than its quote'],
    ],
  ),
};
