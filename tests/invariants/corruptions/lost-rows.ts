import { type Corruption, countNights } from '../plant.ts';

/** A row of a booking is gone, or all of them. */
export const lostRows: readonly Corruption[] = [
  {
    fault: 'a booking that lost its reservation',
    plant: ({ confirmed }) => [`DELETE FROM reservation WHERE id = '${confirmed.reservationId}'`],
    invariant: 'booking-complete',
    problem: 'has no reservation',
  },
  {
    fault: 'a reservation that lost its booking',
    plant: ({ confirmed }) => [`DELETE FROM booking WHERE id = '${confirmed.bookingId}'`],
    invariant: 'reservation-complete',
    problem: 'has no booking',
  },
  {
    fault: 'a booking that lost its folio',
    plant: ({ confirmed }) => [`DELETE FROM folio WHERE id = '${confirmed.folioId}'`],
    invariant: 'booking-complete',
    problem: 'has no folio',
  },
  {
    fault: 'a folio that lost its charges, with a balance that fits',
    plant: ({ option }) => [
      `DELETE FROM folio_line WHERE folio_id = '${option.folioId}'`,
      `UPDATE folio SET balance_cents = 0 WHERE id = '${option.folioId}'`,
    ],
    invariant: 'booking-complete',
    problem: 'was never charged',
  },
  {
    fault: 'a booking that lost its quote',
    plant: ({ confirmed }) => [
      `DELETE FROM quote WHERE id = (SELECT quote_id FROM booking WHERE id = '${confirmed.bookingId}')`,
    ],
    invariant: 'booking-complete',
    problem: 'has no quote',
  },
  {
    fault: 'a booking from the web without a key',
    plant: ({ confirmed }) => [
      `UPDATE booking SET idempotency_key = NULL WHERE id = '${confirmed.bookingId}'`,
    ],
    invariant: 'booking-complete',
    problem: 'has no idempotency key',
  },
  {
    fault: 'a reservation whose guest is lost',
    plant: ({ confirmed }) => [
      `DELETE FROM guest WHERE reservation_id = '${confirmed.reservationId}'`,
    ],
    invariant: 'reservation-complete',
    problem: 'has no first guest',
  },
  {
    fault: 'a party that lost one of its guests',
    plant: () => [
      `SET @party = (SELECT MIN(reservation_id) FROM guest WHERE position = 3)`,
      `DELETE FROM guest WHERE reservation_id = @party AND position = 2`,
    ],
    invariant: 'reservation-complete',
    problem: 'lost one of its guests',
  },
  {
    fault: 'a reservation that lost its history',
    plant: ({ confirmed }) => [
      `DELETE FROM reservation_history WHERE reservation_id = '${confirmed.reservationId}'`,
    ],
    invariant: 'reservation-complete',
    problem: 'has no beginning in its history',
  },
  {
    fault: 'a confirmed booking that lost its payment',
    plant: ({ confirmed }) => [`DELETE FROM payment WHERE folio_id = '${confirmed.folioId}'`],
    invariant: 'payment-covers-booking',
  },
  {
    fault: 'a booking that lost a night, and the counter with it',
    plant: ({ confirmed: { reservationId } }) => [
      countNights(reservationId, -1),
      `DELETE FROM unit_night WHERE reservation_id = '${reservationId}'`,
    ],
    invariant: 'nights-held',
    problem: 'does not hold all of its nights',
  },
  {
    fault: 'a stay that was slept and lost its nights, and the counters with them',
    plant: ({ checkedOut: { reservationId } }) => [
      countNights(reservationId, -1),
      `DELETE FROM unit_night WHERE reservation_id = '${reservationId}'`,
    ],
    invariant: 'nights-held',
    problem: 'lost nights that were slept',
  },
  {
    fault: 'a booking whose key was forgotten',
    plant: ({ confirmed }) => [
      `DELETE FROM idempotency_key WHERE \`key\` =
       (SELECT idempotency_key FROM booking WHERE id = '${confirmed.bookingId}')`,
    ],
    invariant: 'bookings-remembered',
    problem: 'its key is not remembered',
  },
  {
    fault: 'a quote that lost the price of a night',
    plant: ({ openQuote }) => [
      `DELETE FROM quote_night WHERE quote_id = '${openQuote}' ORDER BY night LIMIT 1`,
    ],
    invariant: 'quote-complete',
    problem: 'lacks the price of a night',
  },
  {
    fault: 'a night on sale that lost its price',
    plant: () => [
      `DELETE FROM nightly_rate WHERE night >= '2027-07-20' ORDER BY unit_group_id, night LIMIT 1`,
    ],
    invariant: 'calendar-complete',
    problem: 'lacks the price of a night',
  },
  {
    fault: 'a night on sale that lost its counter',
    plant: () => [`DELETE FROM availability_day WHERE sold = 0 AND night >= '2027-07-20' LIMIT 1`],
    invariant: 'calendar-complete',
    problem: 'lacks the counter of a night',
  },
  {
    fault: 'a booking that is gone as a whole, but for its accepted quote',
    plant: ({ confirmed: { bookingId, reservationId, folioId } }) => [
      countNights(reservationId, -1),
      `DELETE FROM unit_night WHERE reservation_id = '${reservationId}'`,
      `DELETE FROM guest WHERE reservation_id = '${reservationId}'`,
      `DELETE FROM reservation_history WHERE reservation_id = '${reservationId}'`,
      `DELETE FROM reservation WHERE id = '${reservationId}'`,
      `DELETE FROM payment WHERE folio_id = '${folioId}'`,
      `DELETE FROM folio_line WHERE folio_id = '${folioId}'`,
      `DELETE FROM folio WHERE id = '${folioId}'`,
      `DELETE FROM booking WHERE id = '${bookingId}'`,
    ],
    invariant: 'quote-complete',
    problem: 'is accepted, and has no booking',
  },
];
