import { type Corruption, step } from '../plant.ts';

/** What happened was not told to other systems, or what was told did not happen. */
export const lostEvents: readonly Corruption[] = [
  {
    fault: 'a booking that others were not told of',
    plant: ({ confirmed }) => [
      `DELETE FROM outbox WHERE topic LIKE 'availability/%' AND payload LIKE '%"${confirmed.unitId}"%'
       AND payload LIKE '%"free":false%' ORDER BY id DESC LIMIT 1`,
    ],
    invariant: 'bookings-told',
    problem: 'lost its event',
  },
  {
    fault: 'a cancellation that others were not told of',
    plant: ({ cancelled }) => [
      `DELETE FROM outbox WHERE topic LIKE 'availability/%' AND payload LIKE '%"${cancelled.unitId}"%'
       AND payload LIKE '%"free":true%' ORDER BY id DESC LIMIT 1`,
    ],
    invariant: 'bookings-told',
    problem: 'lost its event',
  },
  {
    fault: 'an event of a booking that never was',
    plant: ({ confirmed }) => [
      `INSERT INTO outbox (topic, payload, created_at) VALUES
       ('availability/RIV1', '{"unitGroup":"RIV1-PS","unit":"${confirmed.unitId}","nights":[],"free":false}', NOW(3))`,
    ],
    invariant: 'bookings-told',
    problem: 'an event of what never happened',
  },
  {
    fault: 'a booking that others were told of twice',
    plant: ({ confirmed }) => [
      `INSERT INTO outbox (topic, payload, created_at) SELECT topic, payload, created_at FROM outbox
       WHERE topic LIKE 'availability/%' AND payload LIKE '%"${confirmed.unitId}"%' ORDER BY id DESC LIMIT 1`,
    ],
    invariant: 'bookings-told',
    problem: 'an event of what never happened',
  },
  {
    fault: 'a check-in that the police were not told of',
    plant: ({ leftEarly }) => [
      `DELETE FROM outbox WHERE topic LIKE 'police/%' AND payload LIKE '%${leftEarly.reservationId}%'`,
    ],
    invariant: 'stays-told',
    problem: 'lost its event',
  },
  {
    fault: 'a check-out that the books were not told of',
    plant: ({ leftEarly }) => [
      `DELETE FROM outbox WHERE topic LIKE 'erp/%' AND payload LIKE '%${leftEarly.reservationId}%'`,
    ],
    invariant: 'stays-told',
    problem: 'lost its event',
  },
  {
    fault: 'guests whom the police were told of and who never came',
    plant: ({ confirmed }) => [
      `INSERT INTO outbox (topic, payload, created_at) VALUES
       ('police/RIV1', '{"reservation":"${confirmed.reservationId}"}', NOW(3))`,
    ],
    invariant: 'stays-told',
    problem: 'an event of what never happened',
  },
  {
    fault: 'a payment without a receipt',
    plant: ({ confirmed }) => [
      `DELETE FROM outbox WHERE topic = 'fiscal/${confirmed.folioId}' AND payload LIKE '%capture%'`,
    ],
    invariant: 'money-receipted',
  },
  {
    fault: 'a receipt without a payment',
    plant: ({ refunded }) => [
      `INSERT INTO outbox (topic, payload, created_at) VALUES
       ('fiscal/${refunded.folioId}', '{"kind":"capture","cents":99999999}', NOW(3))`,
    ],
    invariant: 'money-receipted',
  },
  {
    fault: 'a check-in that was taken in the database alone',
    plant: ({ confirmed: { reservationId } }) => [
      `UPDATE reservation SET status = 'checkedIn' WHERE id = '${reservationId}'`,
      step(reservationId, 'confirmed', 'checkedIn'),
    ],
    invariant: 'stays-told',
    problem: 'lost its event',
  },
];
