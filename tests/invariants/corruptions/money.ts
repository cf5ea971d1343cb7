import { type Corruption, seededStay } from '../plant.ts';

/** Money that does not fit what was authorized, charged or promised. */
export const money: readonly Corruption[] = [
  {
    fault: 'more refunded than captured',
    plant: ({ confirmed }) => [
      `UPDATE payment SET refunded_cents = captured_cents + 1 WHERE folio_id = '${confirmed.folioId}'`,
    ],
    invariant: 'payments-in-order',
  },
  {
    fault: 'more captured than authorized',
    plant: ({ confirmed }) => [
      `UPDATE payment SET captured_cents = authorized_cents + 1 WHERE folio_id = '${confirmed.folioId}'`,
    ],
    invariant: 'payments-in-order',
  },
  {
    fault: 'money that was captured twice, with a balance that fits',
    plant: ({ checkedOut: { folioId } }) => [
      `INSERT INTO payment (id, folio_id, method, authorized_cents, captured_cents, created_at)
       SELECT 'twice', folio_id, method, authorized_cents, captured_cents, created_at FROM payment WHERE folio_id = '${folioId}'`,
      `UPDATE folio SET balance_cents = balance_cents -
       (SELECT captured_cents FROM payment WHERE id = 'twice') WHERE id = '${folioId}'`,
    ],
    invariant: 'nothing-overpaid',
    problem: 'keeps more than was charged',
  },
  {
    fault: 'a booking that was captured twice, as receipts show',
    plant: ({ confirmed: { folioId } }) => [
      `UPDATE payment SET captured_cents = captured_cents + 700 WHERE folio_id = '${folioId}'`,
      `UPDATE folio SET balance_cents = balance_cents - 700 WHERE id = '${folioId}'`,
    ],
    invariant: 'money-receipted',
  },
  {
    fault: 'money that is kept for a cancelled booking',
    plant: ({ cancelled: { folioId } }) => [
      `UPDATE payment SET captured_cents = authorized_cents WHERE folio_id = '${folioId}'`,
      `UPDATE folio SET balance_cents = -(SELECT captured_cents FROM payment WHERE folio_id = '${folioId}') WHERE id = '${folioId}'`,
    ],
    invariant: 'nothing-overpaid',
    problem: 'keeps money for a stay that costs nothing',
  },
  {
    fault: 'a balance that is a cent off',
    plant: () => [
      ...seededStay,
      `UPDATE folio SET balance_cents = balance_cents + 1 WHERE id = @folio`,
    ],
    invariant: 'folio-balance',
    problem: 'balance',
  },
  {
    fault: 'a stay that was checked out unpaid',
    plant: ({ checkedOut: { folioId } }) => [
      `UPDATE payment SET captured_cents = 0 WHERE folio_id = '${folioId}'`,
      `UPDATE folio SET balance_cents = (SELECT SUM(cents) FROM folio_line WHERE folio_id = '${folioId}') WHERE id = '${folioId}'`,
    ],
    invariant: 'folio-balance',
    problem: 'checked out unpaid',
  },
  {
    fault: 'less authorized than a confirmed booking costs',
    plant: ({ confirmed }) => [
      `UPDATE payment SET authorized_cents = authorized_cents - 1 WHERE folio_id = '${confirmed.folioId}'`,
    ],
    invariant: 'payment-covers-booking',
  },
  {
    fault: 'an option that was confirmed without a payment',
    plant: ({ option: { reservationId } }) => [
      `UPDATE reservation SET status = 'confirmed', option_expires_at = NULL WHERE id = '${reservationId}'`,
    ],
    invariant: 'payment-covers-booking',
  },
  {
    fault: 'a cancelled stay that is charged all the same',
    plant: ({ cancelled: { folioId, totalCents } }) => [
      `DELETE FROM folio_line WHERE folio_id = '${folioId}' AND kind = 'cancellation'`,
      `UPDATE folio SET balance_cents = ${totalCents} WHERE id = '${folioId}'`,
    ],
    invariant: 'charges-as-booked',
    problem: 'was called off, and is charged all the same',
  },
  {
    fault: 'an expired option that was charged back in part',
    plant: ({ expired: { folioId } }) => [
      `UPDATE folio_line SET cents = cents + 300 WHERE folio_id = '${folioId}' AND kind = 'cancellation'`,
      `UPDATE folio SET balance_cents = balance_cents + 300 WHERE id = '${folioId}'`,
    ],
    invariant: 'charges-as-booked',
    problem: 'was called off, and is charged all the same',
  },
  {
    fault: 'a stay that goes on, and had its charges taken back',
    plant: ({ option: { folioId, totalCents } }) => [
      `INSERT INTO folio_line (folio_id, kind, description, cents, created_at)
       VALUES ('${folioId}', 'cancellation', 'x', -${totalCents}, NOW(3))`,
      `UPDATE folio SET balance_cents = 0 WHERE id = '${folioId}'`,
    ],
    invariant: 'charges-as-booked',
    problem: 'has its charges taken back, and was not called off',
  },
  {
    fault: 'more extras taken back than were charged',
    plant: ({ confirmed: { folioId } }) => [
      `INSERT INTO folio_line (folio_id, kind, description, cents, created_at)
       VALUES ('${folioId}', 'extra', 'x', -400, NOW(3))`,
      `UPDATE folio SET balance_cents = balance_cents - 400 WHERE id = '${folioId}'`,
    ],
    invariant: 'charges-as-booked',
    problem: 'has more extras taken back than were charged',
  },
];
