import type { StatementInvariant } from './invariant.ts';
import { earliestLocalDay, together } from './sql.ts';

export const daysAsClosed: StatementInvariant = {
  kind: 'money',
  cost: 'cheap',
  rule: 'A closed day is what moved on it, days are closed one after the other, and none before it began.',
  checked: `SELECT COUNT(*) AS checked FROM day_close`,
  violations: together(
    `SELECT property_id AS property, day, SUM(closed) AS closedCents, SUM(moved) AS movedCents, 'is not what moved on it' AS problem
     FROM (
       SELECT property_id, day, 'card' AS method, card_cents AS closed, 0 AS moved, 1 AS is_closed FROM day_close
       UNION ALL
       SELECT property_id, day, 'cash', cash_cents, 0, 1 FROM day_close
       UNION ALL
       SELECT property_id, day, method, 0, IF(kind = 'capture', cents, -cents), 0 FROM payment_movement
     ) day_sum
     GROUP BY property_id, day, method HAVING SUM(is_closed) > 0 AND SUM(closed) <> SUM(moved)`,
    `SELECT property_id, day, NULL, NULL, 'does not follow on the day before'
     FROM (
       SELECT property_id, day, LAG(day) OVER (PARTITION BY property_id ORDER BY day) AS before_day FROM day_close
     ) closed WHERE before_day IS NOT NULL AND before_day <> day - INTERVAL 1 DAY`,
    `SELECT property_id, day, NULL, NULL, 'was closed before it began'
     FROM day_close WHERE day > ${earliestLocalDay('closed_at')} + INTERVAL 1 DAY`,
  ),
};
