import type { StatementInvariant } from './invariant.ts';
import { awaited, live } from './sql.ts';

/**
 * Looks at the reservations themselves and not at the table that is meant to keep them apart. One pass in order of
 * arrival finds the units where a stay begins before an earlier one has ended; only their reservations are paired. A
 * guest who left early has given back the nights that were left.
 */
export const noDoubleSale: StatementInvariant = {
  kind: 'sale',
  cost: 'cheap',
  rule: 'No unit is held by two live reservations in the same night.',
  checked: `SELECT COUNT(*) AS checked FROM reservation WHERE status IN ${live}`,
  violations: `
    WITH stay AS (
      SELECT id, unit_id, booking_id, arrival, departure FROM reservation WHERE status IN ${awaited}
      UNION ALL
      SELECT r.id, r.unit_id, r.booking_id, r.arrival, MAX(n.night) + INTERVAL 1 DAY
      FROM reservation r JOIN unit_night n ON n.reservation_id = r.id AND n.unit_id = r.unit_id
      WHERE r.status = 'checkedOut' GROUP BY r.id, r.unit_id, r.booking_id, r.arrival),
    held AS (
      SELECT stay.*, MAX(departure) OVER (PARTITION BY unit_id ORDER BY arrival, id
                                          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS taken_until
      FROM stay),
    clash AS (SELECT DISTINCT unit_id FROM held WHERE arrival < taken_until),
    suspect AS (SELECT held.* FROM held JOIN clash ON clash.unit_id = held.unit_id)
    SELECT u.code AS unit, GREATEST(a.arrival, b.arrival) AS night, a.id AS reservation, b.id AS otherReservation,
           a.booking_id AS booking, b.booking_id AS otherBooking
    FROM suspect a
    JOIN suspect b ON b.unit_id = a.unit_id AND b.id > a.id AND b.arrival < a.departure AND b.departure > a.arrival
    JOIN unit u ON u.id = a.unit_id`,
};
