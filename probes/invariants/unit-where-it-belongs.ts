import type { StatementInvariant } from './invariant.ts';
import { rowsWithProblem, together } from './sql.ts';

const ofStay = (table: 'reservation' | 'quote'): string =>
  rowsWithProblem(
    [`'${table}' AS kind`, 's.id', 's.unit_id AS unit', 's.property_id AS property'],
    `${table} s
     LEFT JOIN unit u ON u.id = s.unit_id
     LEFT JOIN unit_group g ON g.id = s.unit_group_id
     LEFT JOIN property p ON p.id = s.property_id`,
    [
      [`u.id IS NULL OR g.id IS NULL OR p.id IS NULL`, 'is of no campsite of this tenant'],
      [`u.unit_group_id <> s.unit_group_id`, 'its unit is of another unit group'],
      [`g.property_id <> s.property_id`, 'its unit group is of another campsite'],
    ],
  );

export const unitWhereItBelongs: StatementInvariant = {
  kind: 'ownership',
  cost: 'cheap',
  rule: 'The unit, unit group and campsite of a reservation or quote belong together, and to this tenant.',
  checked: `SELECT (SELECT COUNT(*) FROM reservation) + (SELECT COUNT(*) FROM quote) AS checked`,
  violations: together(ofStay('reservation'), ofStay('quote')),
};
