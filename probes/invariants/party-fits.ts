import type { StatementInvariant } from './invariant.ts';
import { rowsWithProblem } from './sql.ts';

export const partyFits: StatementInvariant = {
  kind: 'copies',
  cost: 'costly',
  rule: 'A party fits its unit group, and its guests are no more than were booked, and of the same booking.',
  checked: `SELECT COUNT(*) AS checked FROM reservation`,
  violations: rowsWithProblem(
    ['r.id AS reservation', 'r.adults', 'r.children', 'g.max_persons AS maxPersons'],
    'reservation r LEFT JOIN unit_group g ON g.id = r.unit_group_id',
    [
      [`r.adults < 1 OR r.children < 0`, 'has no adult'],
      [`r.adults + r.children > g.max_persons`, 'is more persons than its unit holds'],
      [
        `r.children_ages IS NOT NULL AND JSON_LENGTH(r.children_ages) <> r.children`,
        'has ages of other children',
      ],
      [
        `(SELECT COUNT(*) FROM guest n WHERE n.reservation_id = r.id) > r.adults + r.children`,
        'has more guests than were booked',
      ],
      [
        `EXISTS (SELECT 1 FROM guest n WHERE n.reservation_id = r.id AND n.booking_id <> r.booking_id)`,
        'has a guest of another booking',
      ],
    ],
  ),
};
