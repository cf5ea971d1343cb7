import { type Corruption, freeNight } from '../plant.ts';

const belongsToNo = (owner: string): Pick<Corruption, 'invariant' | 'problem'> => ({
  invariant: 'nothing-orphaned',
  problem: `belongs to no ${owner}`,
});

/** A row that belongs to nothing. */
export const orphans: readonly Corruption[] = [
  {
    fault: 'a night that is held for nobody, and counted',
    plant: ({ confirmed }) => [
      freeNight(confirmed.unitId),
      `INSERT INTO unit_night VALUES ('${confirmed.unitId}', @night, 'nobody')`,
      `UPDATE availability_day SET sold = sold + 1 WHERE night = @night AND unit_group_id =
       (SELECT unit_group_id FROM unit WHERE id = '${confirmed.unitId}')`,
    ],
    ...belongsToNo('reservation'),
  },
  {
    fault: 'a guest of no reservation',
    plant: ({ confirmed }) => [
      `UPDATE guest SET reservation_id = 'nobody' WHERE reservation_id = '${confirmed.reservationId}'`,
    ],
    ...belongsToNo('reservation'),
  },
  {
    fault: 'a history of no reservation',
    plant: () => [
      `INSERT INTO reservation_history (reservation_id, to_status, at, actor) VALUES ('nobody', 'option', NOW(3), 'x')`,
    ],
    ...belongsToNo('reservation'),
  },
  {
    fault: 'a folio of no booking',
    plant: () => [
      `INSERT INTO folio (id, booking_id, balance_cents) VALUES ('stray', 'nobody', 0)`,
    ],
    ...belongsToNo('booking'),
  },
  {
    fault: 'a second folio for a booking that has one',
    plant: ({ confirmed }) => [
      `UPDATE folio SET booking_id = 'moved' WHERE id = '${confirmed.folioId}'`,
      `INSERT INTO folio (id, booking_id, balance_cents) VALUES ('stray', '${confirmed.bookingId}', 0)`,
    ],
    invariant: 'nothing-orphaned',
    problem: 'its booking has another folio',
  },
  {
    fault: 'a charge of no folio',
    plant: () => [
      `INSERT INTO folio_line (folio_id, kind, description, cents, created_at) VALUES ('stray', 'extra', 'x', 100, NOW(3))`,
    ],
    ...belongsToNo('folio'),
  },
  {
    fault: 'a payment of no folio',
    plant: () => [
      `INSERT INTO payment (id, folio_id, method, authorized_cents, created_at) VALUES ('stray', 'stray', 'card', 1, NOW(3))`,
    ],
    ...belongsToNo('folio'),
  },
  {
    fault: 'a night of no quote',
    plant: () => [`INSERT INTO quote_night VALUES ('stray', '2027-08-01', 100)`],
    ...belongsToNo('quote'),
  },
  {
    fault: 'a service of no quote',
    plant: () => [`INSERT INTO quote_service VALUES ('stray', 'DOG', 1, 100)`],
    ...belongsToNo('quote'),
  },
  {
    fault: 'a night of a quote that is not one of its stay',
    plant: ({ openQuote }) => [`INSERT INTO quote_night VALUES ('${openQuote}', '2027-09-09', 0)`],
    invariant: 'quote-complete',
    problem: 'has a night that is not its own',
  },
  {
    fault: 'an answer about a booking that is not there',
    plant: () => [
      `INSERT INTO idempotency_key VALUES ('stray', 'x', 201, '{"tenant":"riviera","id":"nobody","reference":"NONE"}', NOW(3))`,
    ],
    invariant: 'bookings-remembered',
    problem: 'the booking that was answered is not there',
  },
  {
    fault: 'a request that was never answered',
    plant: () => [`INSERT INTO idempotency_key VALUES ('stray', 'x', NULL, NULL, NOW(3))`],
    invariant: 'bookings-remembered',
    problem: 'the request was never answered',
  },
];
