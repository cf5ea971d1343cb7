import type { StatementInvariant } from './invariant.ts';
import { rowsWithProblem } from './sql.ts';

/** How many of a group's days on sale a table has. */
const daysIn = (table: 'availability_day' | 'nightly_rate'): string =>
  `(SELECT COUNT(*) FROM ${table} d
    WHERE d.unit_group_id = g.id AND d.night >= p.bookable_from AND d.night < p.bookable_to)`;

export const calendarComplete: StatementInvariant = {
  kind: 'existence',
  cost: 'cheap',
  rule: 'Every unit group has a price and a counter for each night that its campsite sells.',
  checked: `SELECT COUNT(*) AS checked FROM unit_group`,
  violations: rowsWithProblem(
    ['g.id AS unitGroup', 'p.bookable_from AS bookableFrom', 'p.bookable_to AS bookableTo'],
    'unit_group g LEFT JOIN property p ON p.id = g.property_id',
    [
      [
        `${daysIn('nightly_rate')} <> DATEDIFF(p.bookable_to, p.bookable_from)`,
        'lacks the price of a night',
      ],
      [
        `${daysIn('availability_day')} <> DATEDIFF(p.bookable_to, p.bookable_from)`,
        'lacks the counter of a night',
      ],
    ],
  ),
};
