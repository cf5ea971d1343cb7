import { type Corruption, seededStay } from '../plant.ts';

const other = `SET @other = (SELECT MIN(id) FROM booking WHERE channel = 'seed' AND id <> @booking)`;

/** A night, a unit, a request or a quote that two have. */
export const doubleSales: readonly Corruption[] = [
  {
    fault: 'two stays on one unit in the same nights',
    plant: () => [
      ...seededStay,
      other,
      `UPDATE reservation r JOIN reservation o ON o.booking_id = @other
       SET r.unit_id = o.unit_id, r.arrival = o.arrival, r.departure = o.departure WHERE r.id = @reservation`,
    ],
    invariant: 'no-double-sale',
  },
  {
    fault: 'two stays on one unit that share one night',
    plant: () => [
      ...seededStay,
      other,
      `UPDATE reservation r JOIN reservation o ON o.booking_id = @other
       SET r.unit_id = o.unit_id, r.arrival = o.departure - INTERVAL 1 DAY, r.departure = o.departure WHERE r.id = @reservation`,
    ],
    invariant: 'no-double-sale',
  },
  {
    fault: 'two parties in one unit',
    plant: ({ checkedIn, confirmed }) => [
      `UPDATE reservation SET status = 'checkedIn', unit_id = '${checkedIn.unitId}' WHERE id = '${confirmed.reservationId}'`,
    ],
    invariant: 'one-party-per-unit',
  },
  {
    fault: 'one idempotency key with two bookings',
    plant: ({ confirmed, option }) => [
      `SET @key = (SELECT idempotency_key FROM booking WHERE id = '${confirmed.bookingId}')`,
      `UPDATE booking SET idempotency_key = @key WHERE id = '${option.bookingId}'`,
    ],
    invariant: 'one-booking-per-key',
  },
  {
    fault: 'one quote with two bookings',
    plant: ({ confirmed, option }) => [
      `SET @quote = (SELECT quote_id FROM booking WHERE id = '${confirmed.bookingId}')`,
      `UPDATE booking SET quote_id = @quote WHERE id = '${option.bookingId}'`,
    ],
    invariant: 'one-booking-per-key',
  },
];
