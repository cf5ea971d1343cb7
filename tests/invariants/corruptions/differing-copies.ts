import { type Corruption, countNights, seededStay } from '../plant.ts';

/** Moves a reservation, its nights and the counters a day on, all but its quote. */
const aDayLater = (reservationId: string): readonly string[] => [
  countNights(reservationId, -1),
  `UPDATE unit_night SET night = night + INTERVAL 1 DAY WHERE reservation_id = '${reservationId}' ORDER BY night DESC`,
  `UPDATE reservation SET arrival = arrival + INTERVAL 1 DAY, departure = departure + INTERVAL 1 DAY
   WHERE id = '${reservationId}'`,
  countNights(reservationId, 1),
];

const quoteOf = (bookingId: string): string =>
  `(SELECT quote_id FROM (SELECT quote_id FROM booking WHERE id = '${bookingId}') AS booked)`;

/** Two places that say the same thing do not. */
export const differingCopies: readonly Corruption[] = [
  {
    fault: 'a stay that was moved against its quote, nights and counters and all',
    plant: ({ confirmed }) => aDayLater(confirmed.reservationId),
    invariant: 'reservation-as-quoted',
    problem: 'has other dates than its quote',
  },
  {
    fault: 'a stay on another unit than was quoted, with its nights',
    plant: ({ confirmed: { reservationId, unitId } }) => [
      `SET @unit = (SELECT MIN(u.id) FROM unit u JOIN unit was ON was.unit_group_id = u.unit_group_id AND was.id = '${unitId}'
       WHERE u.id <> was.id AND NOT EXISTS
       (SELECT 1 FROM unit_night n WHERE n.unit_id = u.id AND n.night IN ('2027-07-28', '2027-07-29')))`,
      `UPDATE unit_night SET unit_id = COALESCE(@unit, 'other') WHERE reservation_id = '${reservationId}'`,
      `UPDATE reservation SET unit_id = COALESCE(@unit, 'other') WHERE id = '${reservationId}'`,
    ],
    invariant: 'reservation-as-quoted',
    problem: 'has another unit than its quote',
  },
  {
    fault: 'a stay for more persons than were quoted',
    plant: ({ confirmed }) => [
      `UPDATE reservation SET children = children + 1 WHERE id = '${confirmed.reservationId}'`,
    ],
    invariant: 'reservation-as-quoted',
    problem: 'is for other persons than its quote',
  },
  {
    fault: 'a reservation at another price than its quote',
    plant: ({ confirmed }) => [
      `UPDATE reservation SET total_cents = total_cents - 100 WHERE id = '${confirmed.reservationId}'`,
    ],
    invariant: 'reservation-as-quoted',
    problem: 'has another price than its quote',
  },
  {
    fault: 'a booking at another price than its quote',
    plant: ({ confirmed }) => [
      `UPDATE booking SET total_cents = total_cents - 100 WHERE id = '${confirmed.bookingId}'`,
    ],
    invariant: 'price-as-quoted',
  },
  {
    fault: 'a booked quote that is open again',
    plant: ({ confirmed }) => [
      `UPDATE quote SET status = 'open' WHERE id = ${quoteOf(confirmed.bookingId)}`,
    ],
    invariant: 'quote-complete',
    problem: 'is booked, and not accepted',
  },
  {
    fault: 'a seeded booking whose charges were raised together with its balance',
    plant: () => [
      ...seededStay,
      `UPDATE folio_line SET cents = cents + 1000 WHERE folio_id = @folio AND kind = 'accommodation'`,
      `UPDATE folio SET balance_cents = balance_cents + 1000 WHERE id = @folio`,
    ],
    invariant: 'charges-as-booked',
    problem: 'is charged another price than its stays cost',
  },
  {
    fault: 'a seeded booking that was booked at another price than its reservation',
    plant: () => [
      ...seededStay,
      `UPDATE booking SET total_cents = total_cents + 1000 WHERE id = @booking`,
    ],
    invariant: 'charges-as-booked',
    problem: 'its reservations add up to another price',
  },
  {
    fault: 'a charge of an unknown kind that makes up for another',
    plant: ({ confirmed }) => [
      `UPDATE folio_line SET kind = 'other' WHERE folio_id = '${confirmed.folioId}' AND kind = 'touristTax'`,
    ],
    invariant: 'charges-as-booked',
    problem: 'is charged for something unknown',
  },
  {
    fault: 'nights that were charged as services',
    plant: ({ withServices: { folioId } }) => [
      `UPDATE folio_line SET cents = cents - 100 WHERE folio_id = '${folioId}' AND kind = 'accommodation'`,
      `UPDATE folio_line SET cents = cents + 100 WHERE folio_id = '${folioId}' AND kind = 'service' LIMIT 1`,
    ],
    invariant: 'charges-as-quoted',
    problem: 'its nights are charged otherwise',
  },
  {
    fault: 'services that were charged as tourist tax',
    plant: ({ withServices: { folioId } }) => [
      `UPDATE folio_line SET cents = cents + 100 WHERE folio_id = '${folioId}' AND kind = 'touristTax'`,
      `UPDATE folio_line SET cents = cents - 100 WHERE folio_id = '${folioId}' AND kind = 'service' LIMIT 1`,
    ],
    invariant: 'charges-as-quoted',
    problem: 'its services are charged otherwise',
  },
  {
    fault: 'a seeded stay that pays no tourist tax for one of its adults',
    plant: () => [
      ...seededStay,
      `UPDATE reservation SET adults = adults + 1 WHERE id = @reservation`,
    ],
    invariant: 'tourist-tax-as-due',
  },
  {
    fault: 'a quote whose nights add up to something else',
    plant: ({ openQuote }) => [
      `UPDATE quote_night SET cents = cents + 1 WHERE quote_id = '${openQuote}' LIMIT 1`,
    ],
    invariant: 'quotes-add-up',
    problem: 'its nights add up to something else',
  },
  {
    fault: 'a quote whose services add up to something else',
    plant: ({ withServices }) => [
      `UPDATE quote_service SET cents = cents + 1 WHERE quote_id = ${quoteOf(withServices.bookingId)}`,
    ],
    invariant: 'quotes-add-up',
    problem: 'its services add up to something else',
  },
  {
    fault: 'a quote whose total is not the sum of its parts',
    plant: ({ openQuote }) => [
      `UPDATE quote SET total_cents = total_cents - 1 WHERE id = '${openQuote}'`,
    ],
    invariant: 'quotes-add-up',
    problem: 'its total is not the sum of its parts',
  },
  {
    fault: 'a booking that was answered with another price',
    plant: ({ confirmed: { bookingId, totalCents } }) => [
      `UPDATE idempotency_key SET response = REPLACE(response, '"totalCents":${totalCents}', '"totalCents":1')
       WHERE response LIKE '%${bookingId}%'`,
    ],
    invariant: 'bookings-remembered',
    problem: 'is not what was answered',
  },
  {
    fault: 'a booking that was answered with another booking',
    plant: ({ confirmed, option }) => [
      `UPDATE idempotency_key SET response = REPLACE(response, '${confirmed.bookingId}', '${option.bookingId}')
       WHERE response LIKE '%${confirmed.bookingId}%'`,
    ],
    invariant: 'bookings-remembered',
    problem: 'its key remembers another booking',
  },
  {
    fault: 'a booking that was answered with a refusal',
    plant: ({ confirmed }) => [
      `UPDATE idempotency_key SET status = 409 WHERE response LIKE '%${confirmed.bookingId}%'`,
    ],
    invariant: 'bookings-remembered',
    problem: 'its key remembers a refusal',
  },
];
