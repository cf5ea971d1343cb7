import type { StatementInvariant } from './invariant.ts';
import { clockSlack, together } from './sql.ts';

export const stepsInTime: StatementInvariant = {
  kind: 'time',
  cost: 'cheap',
  rule: 'A reservation begins when it is made, takes its steps one after the other, and none in the future.',
  checked: `SELECT COUNT(*) AS checked FROM reservation_history`,
  violations: together(
    `SELECT reservation_id AS reservation, to_status AS status, at, before_at AS otherTime, 'before the step before it' AS problem
     FROM (
       SELECT reservation_id, to_status, at, LAG(at) OVER (PARTITION BY reservation_id ORDER BY id) AS before_at
       FROM reservation_history
     ) step WHERE at < before_at - ${clockSlack}`,
    `SELECT reservation_id, to_status, at, UTC_TIMESTAMP(3), 'in the future'
     FROM reservation_history WHERE at > UTC_TIMESTAMP(3) + ${clockSlack}`,
    `SELECT h.reservation_id, h.to_status, h.at, r.created_at, 'not when the reservation was made'
     FROM reservation_history h LEFT JOIN reservation r ON r.id = h.reservation_id
     WHERE h.from_status IS NULL AND h.at <> r.created_at`,
  ),
};
