import type { StatementInvariant } from './invariant.ts';
import { latestLocalDay, rowsWithProblem } from './sql.ts';

const day = latestLocalDay('h.at');

export const arrivalsInTime: StatementInvariant = {
  kind: 'time',
  cost: 'cheap',
  rule: 'Nobody is checked in before the day of arrival, and nobody is a no-show before its end.',
  checked: `SELECT COUNT(*) AS checked FROM reservation_history WHERE to_status IN ('checkedIn', 'noShow')`,
  violations: rowsWithProblem(
    ['r.id AS reservation', 'r.arrival', 'h.at'],
    `reservation_history h LEFT JOIN reservation r ON r.id = h.reservation_id
     WHERE h.to_status IN ('checkedIn', 'noShow')`,
    [
      [
        `h.to_status = 'checkedIn' AND ${day} < r.arrival`,
        'was checked in before the day of arrival',
      ],
      [`h.to_status = 'noShow' AND ${day} <= r.arrival`, 'was a no-show before the day was over'],
    ],
  ),
};
