import { live } from './invariant.ts';
import type { Invariant } from './invariant.ts';

/** Looks at the reservations themselves and not at the table that is meant to keep them apart. */
export const noDoubleSale: Invariant = {
  name: 'no-double-sale',
  rule: 'No unit is held by two live reservations in the same night.',
  checked: `SELECT COUNT(*) AS checked FROM reservation WHERE status IN ${live}`,
  violations: `
    SELECT u.code AS unit, GREATEST(a.arrival, b.arrival) AS night, a.id AS reservation, b.id AS otherReservation,
           a.booking_id AS booking, b.booking_id AS otherBooking
    FROM reservation a
    JOIN reservation b ON b.unit_id = a.unit_id AND b.id > a.id
      AND b.arrival < a.departure AND b.departure > a.arrival AND b.status IN ${live}
    JOIN unit u ON u.id = a.unit_id
    WHERE a.status IN ${live}`,
};
