import type { StatementInvariant } from './invariant.ts';
import { calledOff, rowsWithProblem, together } from './sql.ts';

const priced = `('accommodation', 'service', 'touristTax')`;
const columns = ['b.id AS booking', 'b.folio_id AS folio', 'b.total_cents AS totalCents'] as const;

const charges = (condition: string): string =>
  `(SELECT COALESCE(SUM(l.cents), 0) FROM folio_line l WHERE l.folio_id = b.folio_id AND ${condition})`;

const lastCancellation = `(SELECT MAX(c.id) FROM folio_line c WHERE c.folio_id = b.folio_id AND c.kind = 'cancellation')`;

const goesOn = `EXISTS (SELECT 1 FROM reservation o WHERE o.booking_id = b.id AND o.status NOT IN ${calledOff})`;

export const chargesAsBooked: StatementInvariant = {
  kind: 'copies',
  cost: 'costly',
  rule: 'The charges of a stay are the price that was booked, which its reservations add up to; all are taken back when it is called off, and only then.',
  checked: `SELECT COUNT(*) AS checked FROM booking`,
  violations: together(
    rowsWithProblem(columns, 'booking b', [
      [
        `${charges(`l.kind IN ${priced}`)} <> b.total_cents`,
        'is charged another price than was booked',
      ],
      [
        `(SELECT COALESCE(SUM(r.total_cents), 0) FROM reservation r WHERE r.booking_id = b.id) <> b.total_cents`,
        'its reservations add up to another price',
      ],
    ]),
    rowsWithProblem(
      columns,
      `folio_line f LEFT JOIN folio o ON o.id = f.folio_id LEFT JOIN booking b ON b.id = o.booking_id
       WHERE f.kind NOT IN ${priced} AND f.kind <> 'extra'`,
      [
        [`f.kind <> 'cancellation'`, 'is charged for something unknown'],
        [goesOn, 'has its charges taken back, and was not called off'],
      ],
    ),
    // Extras may be charged after a cancellation, too: up to it the charges are 0.
    rowsWithProblem(
      columns,
      `reservation r LEFT JOIN booking b ON b.id = r.booking_id WHERE r.status IN ${calledOff}`,
      [
        [
          `NOT ${goesOn} AND ${charges(`l.id <= COALESCE(${lastCancellation}, l.id)`)} <> 0`,
          'was called off, and is charged all the same',
        ],
      ],
    ),
  ),
};
