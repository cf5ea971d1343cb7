import type { Corruption } from '../plant.ts';

/** What the desk does beside check-in and check-out, gone wrong. */
export const deskWork: readonly Corruption[] = [
  {
    fault: 'a closed unit that lost a night',
    plant: ({ closure }) => [`DELETE FROM unit_night WHERE reservation_id = '${closure}' LIMIT 1`],
    invariant: 'closures-kept',
    problem: 'does not hold all of its nights',
  },
  {
    fault: 'a unit that is open again and holds a night',
    plant: ({ reopened }) => [
      `INSERT INTO unit_night (unit_id, night, reservation_id)
       SELECT unit_id, from_night, id FROM unit_closure WHERE id = '${reopened}'`,
    ],
    invariant: 'closures-kept',
    problem: 'is open again, and holds nights',
  },
  {
    fault: 'a closed unit that holds a night after its repairs',
    plant: ({ closure }) => [
      `INSERT INTO unit_night (unit_id, night, reservation_id)
       SELECT unit_id, '2028-01-01', id FROM unit_closure WHERE id = '${closure}'`,
    ],
    invariant: 'closures-kept',
    problem: 'holds nights that are not its own',
  },
  {
    fault: 'a closed unit that was sold',
    plant: ({ closure, option }) => [
      `UPDATE reservation SET arrival = '2027-07-28', departure = '2027-07-30',
       unit_id = (SELECT unit_id FROM unit_closure WHERE id = '${closure}') WHERE id = '${option.reservationId}'`,
    ],
    invariant: 'closures-kept',
    problem: 'is sold all the same',
  },
  {
    fault: 'a closed unit that still counts',
    plant: ({ closure }) => [
      `UPDATE unit_closure SET to_day = to_day - INTERVAL 1 DAY WHERE id = '${closure}'`,
    ],
    invariant: 'capacity-as-units',
  },
  {
    fault: 'a closed unit that nobody was told of',
    plant: ({ closure }) => [
      `DELETE FROM outbox WHERE JSON_VALUE(payload, '$.unit') =
       (SELECT unit_id FROM unit_closure WHERE id = '${closure}') AND created_at >= '2027-07-23'`,
    ],
    invariant: 'bookings-told',
    problem: 'lost its event',
  },
  {
    fault: 'a night that was quoted after it had been closed',
    plant: ({ openQuote }) => [
      `INSERT INTO restriction (unit_group_id, night, closed, changed_at)
       SELECT unit_group_id, arrival, 1, created_at - INTERVAL 2 MINUTE FROM quote WHERE id = '${openQuote}'`,
    ],
    invariant: 'restrictions-kept',
    problem: 'is for a closed night',
  },
  {
    fault: 'an arrival on a day that was closed to it',
    plant: ({ openQuote }) => [
      `INSERT INTO restriction (unit_group_id, night, closed_to_arrival, changed_at)
       SELECT unit_group_id, arrival, 1, created_at - INTERVAL 2 MINUTE FROM quote WHERE id = '${openQuote}'`,
    ],
    invariant: 'restrictions-kept',
    problem: 'arrives on a day that is closed to it',
  },
  {
    fault: 'a departure on a day that was closed to it',
    plant: ({ openQuote }) => [
      `INSERT INTO restriction (unit_group_id, night, closed_to_departure, changed_at)
       SELECT unit_group_id, departure, 1, created_at - INTERVAL 2 MINUTE FROM quote WHERE id = '${openQuote}'`,
    ],
    invariant: 'restrictions-kept',
    problem: 'leaves on a day that is closed to it',
  },
  {
    fault: 'a stay shorter than the shortest',
    plant: ({ openQuote }) => [
      `INSERT INTO restriction (unit_group_id, night, min_nights, changed_at)
       SELECT unit_group_id, arrival, 5, created_at - INTERVAL 2 MINUTE FROM quote WHERE id = '${openQuote}'`,
    ],
    invariant: 'restrictions-kept',
    problem: 'is shorter than the shortest stay',
  },
  {
    fault: 'a late cancellation for less than its fee',
    plant: ({ late }) => [
      `UPDATE folio_line SET cents = cents - 1 WHERE folio_id = '${late.folioId}' AND kind = 'fee'`,
    ],
    invariant: 'fees-as-due',
    problem: 'is charged less than the fee',
  },
  {
    fault: 'a fee for a cancellation that is free',
    plant: ({ cancelled }) => [
      `INSERT INTO folio_line (folio_id, kind, description, cents, created_at)
       VALUES ('${cancelled.folioId}', 'fee', 'Cancellation', 100, NOW(3))`,
    ],
    invariant: 'fees-as-due',
    problem: 'is charged more than the fee',
  },
  {
    fault: 'somebody in house who has not paid the deposit',
    plant: ({ deposited }) => [
      `UPDATE folio SET deposit_cents = 1000000 WHERE id = '${deposited.folioId}'`,
    ],
    invariant: 'deposits-paid',
  },
  {
    fault: 'money that moved by another method than its payment has',
    plant: ({ deposited }) => [
      `UPDATE payment_movement SET method = 'card' WHERE method = 'cash' AND payment_id IN
       (SELECT id FROM payment WHERE folio_id = '${deposited.folioId}')`,
    ],
    invariant: 'movements-as-paid',
  },
  {
    fault: 'money that moved and was not written down',
    plant: ({ late }) => [
      `DELETE FROM payment_movement WHERE payment_id IN (SELECT id FROM payment WHERE folio_id = '${late.folioId}')`,
    ],
    invariant: 'movements-as-paid',
  },
  {
    fault: 'money that was booked on a day that is closed',
    plant: () => [
      `UPDATE payment_movement SET day = '2027-07-23' WHERE property_id = 'RIV1' AND day = '2027-07-24'`,
    ],
    invariant: 'days-as-closed',
    problem: 'is not what moved on it',
  },
  {
    fault: 'a day between closed ones that is open',
    plant: () => [`UPDATE day_close SET day = '2027-07-21' WHERE day = '2027-07-22'`],
    invariant: 'days-as-closed',
    problem: 'does not follow on the day before',
  },
  {
    fault: 'a day that was closed before it began',
    plant: () => [
      `UPDATE day_close SET closed_at = closed_at - INTERVAL 5 DAY WHERE day = '2027-07-23'`,
    ],
    invariant: 'days-as-closed',
    problem: 'was closed before it began',
  },
  {
    fault: 'a number of an invoice that is missing',
    plant: () => [`UPDATE invoice SET number = 7 WHERE number = 2`],
    invariant: 'invoices-in-sequence',
    problem: 'a number is missing before it',
  },
  {
    fault: 'the last invoice, which is gone',
    plant: () => [`DELETE FROM invoice WHERE number = 2`],
    invariant: 'invoices-in-sequence',
    problem: 'the last number is missing',
  },
  {
    fault: 'an invoice that is older than the one before it',
    plant: () => [`UPDATE invoice SET issued_at = issued_at - INTERVAL 1 DAY WHERE number = 2`],
    invariant: 'invoices-in-sequence',
    problem: 'is older than the one before it',
  },
  {
    fault: 'an invoice that is more than its lines',
    plant: () => [`UPDATE invoice SET gross_cents = gross_cents + 1 WHERE number = 1`],
    invariant: 'invoices-add-up',
    problem: 'its lines add up to something else',
  },
  {
    fault: 'an invoice whose rates are not all there',
    plant: ({ deposited }) => [
      `DELETE v FROM invoice_vat v JOIN invoice i ON i.id = v.invoice_id
       WHERE i.folio_id = '${deposited.folioId}' AND v.percent = 10`,
    ],
    invariant: 'invoices-add-up',
    problem: 'its rates add up to something else',
  },
  {
    fault: 'an invoice with a cent of tax too much',
    plant: ({ deposited }) => [
      `UPDATE invoice_vat v JOIN invoice i ON i.id = v.invoice_id SET v.vat_cents = v.vat_cents + 1
       WHERE i.folio_id = '${deposited.folioId}' AND v.percent = 10`,
    ],
    invariant: 'invoices-add-up',
    problem: 'contains another tax than its rate',
  },
  {
    fault: 'an invoice with the line of another folio',
    plant: ({ deposited, confirmed }) => [
      `SET @invoice = (SELECT id FROM invoice WHERE folio_id = '${deposited.folioId}')`,
      `UPDATE folio_line SET invoice_id = @invoice, cents = 0 WHERE folio_id = '${confirmed.folioId}'`,
    ],
    invariant: 'invoices-add-up',
    problem: 'has a line of another folio',
  },
  {
    fault: 'a check-in that stands in no journal',
    plant: ({ checkedIn: { reservationId } }) => [
      `DELETE FROM journal WHERE subject = '${reservationId}' AND action = 'checkin'`,
    ],
    invariant: 'deeds-journaled',
    problem: 'is not in the journal',
  },
  {
    fault: 'a check-in in the journal that never happened',
    plant: ({ confirmed: { reservationId } }) => [
      `INSERT INTO journal (at, actor, action, subject, detail)
       VALUES (NOW(3), 'manager', 'checkin', '${reservationId}', '{}')`,
    ],
    invariant: 'deeds-journaled',
    problem: 'was never done',
  },
  {
    fault: 'a step of another person than the journal has',
    plant: ({ checkedIn: { reservationId } }) => [
      `UPDATE reservation_history SET actor = 'somebody' WHERE reservation_id = '${reservationId}' AND to_status = 'checkedIn'`,
    ],
    invariant: 'deeds-journaled',
    problem: 'is not in the journal',
  },
  {
    fault: 'a change that stands in no journal',
    plant: ({ moved }) => [
      `UPDATE reservation SET version = version + 1 WHERE id = '${moved.reservationId}'`,
    ],
    invariant: 'deeds-journaled',
    problem: 'its version is not the number of its changes',
  },
  {
    fault: 'a moved stay that others were not told of',
    plant: ({ moved }) => [
      `DELETE FROM outbox WHERE JSON_VALUE(payload, '$.unit') = '${moved.unitId}' AND created_at >= '2027-07-23'`,
    ],
    invariant: 'bookings-told',
    problem: 'lost its event',
  },
  {
    fault: 'a child old enough for it who pays no tourist tax',
    plant: ({ family }) => [
      `UPDATE reservation SET children_ages = '[14,15]' WHERE id = '${family.reservationId}'`,
    ],
    invariant: 'tourist-tax-as-due',
  },
  {
    fault: 'ages of other children than were booked',
    plant: ({ family }) => [
      `UPDATE reservation SET children_ages = '[1]' WHERE id = '${family.reservationId}'`,
    ],
    invariant: 'party-fits',
    problem: 'has ages of other children',
  },
  {
    fault: 'a booking that lost one of its units',
    plant: ({ family }) => [
      `DELETE FROM reservation WHERE booking_id = '${family.bookingId}' AND id <> '${family.reservationId}'`,
    ],
    invariant: 'charges-as-booked',
    problem: 'is charged another price than its stays cost',
  },
];
