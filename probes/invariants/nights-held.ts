import type { StatementInvariant } from './invariant.ts';
import {
  awaited,
  earliestLocalDay,
  latestLocalDay,
  live,
  rowsWithProblem,
  together,
} from './sql.ts';

const left = `(SELECT MAX(h.at) FROM reservation_history h WHERE h.reservation_id = r.id AND h.to_status = 'checkedOut')`;
const held = `(SELECT COUNT(*) FROM unit_night n WHERE n.reservation_id = r.id)`;
/** Nights from the arrival to a day, but none after the departure. */
const nightsUntil = (day: string): string =>
  `GREATEST(0, DATEDIFF(LEAST(r.departure, ${day}), r.arrival))`;

export const nightsHeld: StatementInvariant = {
  kind: 'existence',
  cost: 'cheap',
  rule: 'A live reservation holds exactly its nights; one that has checked out, those until that day.',
  checked: `SELECT COUNT(*) AS checked FROM reservation WHERE status IN ${live}`,
  violations: together(
    `SELECT r.id AS reservation, r.status, r.arrival, r.departure,
            IF(SUM(n.unit_id <> r.unit_id OR n.night < r.arrival OR n.night >= r.departure) > 0,
               'holds nights that are not its own', 'does not hold all of its nights') AS problem
     FROM reservation r
     LEFT JOIN unit_night n ON n.reservation_id = r.id
     WHERE r.status IN ${live}
     GROUP BY r.id, r.status, r.arrival, r.departure
     HAVING COALESCE(SUM(n.unit_id <> r.unit_id OR n.night < r.arrival OR n.night >= r.departure), 0) > 0
       OR (r.status IN ${awaited} AND COUNT(n.night) <> DATEDIFF(r.departure, r.arrival))`,
    rowsWithProblem(
      ['r.id', 'r.status', 'r.arrival', 'r.departure'],
      `reservation r WHERE r.status = 'checkedOut'`,
      [
        [`${held} < ${nightsUntil(earliestLocalDay(left))}`, 'lost nights that were slept'],
        [`${held} > ${nightsUntil(latestLocalDay(left))}`, 'holds nights after its check-out'],
      ],
    ),
  ),
};
