import { live } from './invariant.ts';
import type { Invariant } from './invariant.ts';

export const nightsHeld: Invariant = {
  name: 'nights-held',
  rule: 'A live reservation holds exactly the nights from its arrival to the one before its departure.',
  checked: `SELECT COUNT(*) AS checked FROM reservation WHERE status IN ${live}`,
  violations: `
    SELECT r.id AS reservation, r.status, r.arrival, r.departure, COUNT(n.night) AS held
    FROM reservation r
    LEFT JOIN unit_night n ON n.reservation_id = r.id AND n.unit_id = r.unit_id
      AND n.night >= r.arrival AND n.night < r.departure
    WHERE r.status IN ${live}
    GROUP BY r.id, r.status, r.arrival, r.departure
    HAVING held <> DATEDIFF(r.departure, r.arrival)`,
};
