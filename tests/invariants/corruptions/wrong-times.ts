import { type Corruption, step } from '../plant.ts';

/** What happened too early, too late, in the wrong order or never. */
export const wrongTimes: readonly Corruption[] = [
  {
    fault: 'guests who were checked in before their arrival',
    plant: ({ confirmed: { reservationId } }) => [
      step(reservationId, 'confirmed', 'checkedIn'),
      `UPDATE reservation SET status = 'checkedIn' WHERE id = '${reservationId}'`,
    ],
    invariant: 'arrivals-in-time',
    problem: 'was checked in before the day of arrival',
  },
  {
    fault: 'a no-show while guests could still come',
    plant: ({ noShow }) => [
      `UPDATE reservation_history SET at = '2027-07-20 18:00:00' WHERE reservation_id = '${noShow.reservationId}' AND to_status = 'noShow'`,
    ],
    invariant: 'arrivals-in-time',
    problem: 'was a no-show before the day was over',
  },
  {
    fault: 'a step in the future',
    plant: ({ cancelled }) => [
      `UPDATE reservation_history SET at = NOW(3) + INTERVAL 1 DAY WHERE reservation_id = '${cancelled.reservationId}' AND to_status = 'cancelled'`,
    ],
    invariant: 'steps-in-time',
    problem: 'in the future',
  },
  {
    fault: 'a step before the one that led to it',
    plant: ({ checkedOut }) => [
      `UPDATE reservation_history SET at = '2027-07-20 07:00:00' WHERE reservation_id = '${checkedOut.reservationId}' AND to_status = 'checkedOut'`,
    ],
    invariant: 'steps-in-time',
    problem: 'before the step before it',
  },
  {
    fault: 'a history that begins at another time than the reservation',
    plant: ({ confirmed }) => [
      `UPDATE reservation_history SET at = at - INTERVAL 1 HOUR WHERE reservation_id = '${confirmed.reservationId}'`,
    ],
    invariant: 'steps-in-time',
    problem: 'not when the reservation was made',
  },
  {
    fault: 'a booking that was made in the future',
    plant: ({ confirmed: { bookingId } }) => [
      `UPDATE booking SET created_at = NOW(3) + INTERVAL 1 DAY WHERE id = '${bookingId}'`,
    ],
    invariant: 'made-in-time',
    problem: 'was made in the future',
  },
  {
    fault: 'a booking of another time than its reservation',
    plant: ({ confirmed: { bookingId } }) => [
      `UPDATE booking SET created_at = created_at - INTERVAL 1 SECOND WHERE id = '${bookingId}'`,
    ],
    invariant: 'made-in-time',
    problem: 'is of another time than its reservation',
  },
  {
    fault: 'a quote that was accepted after it had expired',
    plant: ({ confirmed: { bookingId } }) => [
      `UPDATE quote SET created_at = created_at - INTERVAL 1 DAY, expires_at = expires_at - INTERVAL 1 DAY
       WHERE id = (SELECT quote_id FROM booking WHERE id = '${bookingId}')`,
    ],
    invariant: 'made-in-time',
    problem: 'was made after its quote had expired',
  },
  {
    fault: 'a booking that is older than its quote',
    plant: ({ withServices: { bookingId } }) => [
      `UPDATE quote SET created_at = created_at + INTERVAL 1 HOUR
       WHERE id = (SELECT quote_id FROM booking WHERE id = '${bookingId}')`,
    ],
    invariant: 'made-in-time',
    problem: 'is older than its quote',
  },
  {
    fault: 'a payment that is older than its booking',
    plant: ({ confirmed: { folioId } }) => [
      `UPDATE payment SET created_at = created_at - INTERVAL 1 DAY WHERE folio_id = '${folioId}'`,
    ],
    invariant: 'made-in-time',
    problem: 'is older than its booking',
  },
];
