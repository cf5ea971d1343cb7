import { awaited, live } from './invariant.ts';
import type { Invariant } from './invariant.ts';

export const nightsHeld: Invariant = {
  name: 'nights-held',
  rule: 'A live reservation holds exactly its nights; one that has checked out holds none beyond them.',
  checked: `SELECT COUNT(*) AS checked FROM reservation WHERE status IN ${live}`,
  violations: `
    SELECT r.id AS reservation, r.status, r.arrival, r.departure, COUNT(n.night) AS held
    FROM reservation r
    LEFT JOIN unit_night n ON n.reservation_id = r.id
    WHERE r.status IN ${live}
    GROUP BY r.id, r.status, r.arrival, r.departure
    HAVING COALESCE(SUM(n.unit_id <> r.unit_id OR n.night < r.arrival OR n.night >= r.departure), 0) > 0
      OR (r.status IN ${awaited} AND held <> DATEDIFF(r.departure, r.arrival))`,
};
