import type { StatementInvariant } from './invariant.ts';
import { calledOff, rowsWithProblem, together } from './sql.ts';

const priced = `('accommodation', 'service', 'touristTax')`;
const columns = ['b.id AS booking', 'b.folio_id AS folio', 'b.total_cents AS totalCents'] as const;

const charges = (condition: string): string =>
  `(SELECT COALESCE(SUM(l.cents), 0) FROM folio_line l WHERE l.folio_id = b.folio_id AND ${condition})`;

/** Prices of the reservations that were called off. */
const calledOffCents = `(SELECT COALESCE(SUM(o.total_cents), 0) FROM reservation o WHERE o.booking_id = b.id AND o.status IN ${calledOff})`;

const reservations = (price: 'booked_cents' | 'total_cents'): string =>
  `(SELECT COALESCE(SUM(r.${price}), 0) FROM reservation r WHERE r.booking_id = b.id)`;

const takenBack = `-${charges(`l.kind = 'cancellation'`)}`;

export const chargesAsBooked: StatementInvariant = {
  kind: 'copies',
  cost: 'costly',
  rule: 'The charges of a booking are what its reservations cost, which was booked at the price they add up to; a price is taken back when the stay is called off, and only then; extras are taken back only when they were charged.',
  checked: `SELECT COUNT(*) AS checked FROM booking`,
  violations: together(
    rowsWithProblem(columns, 'booking b', [
      [
        `${charges(`l.kind IN ${priced}`)} <> ${reservations('total_cents')}`,
        'is charged another price than its stays cost',
      ],
      [
        `${reservations('booked_cents')} <> b.total_cents`,
        'its reservations add up to another price',
      ],
      [`${takenBack} < ${calledOffCents}`, 'was called off, and is charged all the same'],
      [`${takenBack} > ${calledOffCents}`, 'has its charges taken back, and was not called off'],
      [`${charges(`l.kind = 'extra'`)} < 0`, 'has more extras taken back than were charged'],
    ]),
    rowsWithProblem(
      columns,
      `folio_line f LEFT JOIN folio o ON o.id = f.folio_id LEFT JOIN booking b ON b.id = o.booking_id
       WHERE f.kind NOT IN ${priced}`,
      [[`f.kind NOT IN ('extra', 'cancellation', 'fee')`, 'is charged for something unknown']],
    ),
  ),
};
