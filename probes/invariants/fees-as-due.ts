import type { StatementInvariant } from './invariant.ts';
import { earliestLocalDay, latestLocalDay, rowsWithProblem } from './sql.ts';

/** Of a stay, by the day that it was called off on: options cost nothing. */
const feeOn = (day: string): string =>
  `(SELECT COALESCE(SUM(CASE
      WHEN h.to_status = 'noShow' THEN r.total_cents * p.no_show_percent DIV 100
      WHEN h.from_status = 'confirmed' AND ${day} > r.arrival - INTERVAL p.free_cancellation_days DAY
        THEN r.total_cents * p.late_cancellation_percent DIV 100
      ELSE 0 END), 0)
    FROM reservation r
    JOIN property p ON p.id = r.property_id
    JOIN reservation_history h ON h.reservation_id = r.id AND h.to_status IN ('cancelled', 'noShow')
    WHERE r.booking_id = b.id)`;

const charged = `(SELECT COALESCE(SUM(l.cents), 0) FROM folio_line l WHERE l.folio_id = b.folio_id AND l.kind = 'fee')`;

export const feesAsDue: StatementInvariant = {
  kind: 'money',
  cost: 'costly',
  rule: 'Who cancels late or does not come is charged the fee that the campsite asks for, and nobody else is.',
  checked: `SELECT COUNT(*) AS checked FROM reservation WHERE status IN ('cancelled', 'noShow')`,
  violations: rowsWithProblem(
    ['b.id AS booking', 'b.folio_id AS folio', `${charged} AS feeCents`],
    'booking b',
    [
      [`${charged} < ${feeOn(earliestLocalDay('h.at'))}`, 'is charged less than the fee'],
      [`${charged} > ${feeOn(latestLocalDay('h.at'))}`, 'is charged more than the fee'],
    ],
  ),
};
