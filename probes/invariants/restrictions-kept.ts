import type { StatementInvariant } from './invariant.ts';

/** A task keeps its catalog for 30 s, and a reader may be behind: later than this no guest is offered what was closed. */
const grace = `INTERVAL 60 SECOND`;

export const restrictionsKept: StatementInvariant = {
  kind: 'sale',
  cost: 'costly',
  rule: 'No guest was quoted a night, an arrival or a departure that had been closed, or a stay that was too short, for a minute.',
  checked: `SELECT COUNT(*) AS checked FROM restriction WHERE closed OR closed_to_arrival OR closed_to_departure OR min_nights > 1`,
  violations: `
    SELECT q.id AS quote, q.unit_group_id AS unitGroup, x.night,
           CASE WHEN x.closed THEN 'is for a closed night'
                WHEN x.night = q.departure THEN 'leaves on a day that is closed to it'
                WHEN x.closed_to_arrival THEN 'arrives on a day that is closed to it'
                ELSE 'is shorter than the shortest stay' END AS problem
    FROM quote q
    JOIN restriction x ON x.unit_group_id = q.unit_group_id AND x.night >= q.arrival AND x.night <= q.departure
      AND q.created_at > x.changed_at + ${grace}
    WHERE q.reservation_id IS NULL
      AND ((x.closed AND x.night < q.departure)
        OR (x.closed_to_arrival AND x.night = q.arrival)
        OR (x.closed_to_departure AND x.night = q.departure)
        OR (x.night = q.arrival AND x.min_nights > DATEDIFF(q.departure, q.arrival)))`,
};
