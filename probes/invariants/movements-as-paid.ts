import type { StatementInvariant } from './invariant.ts';

export const movementsAsPaid: StatementInvariant = {
  kind: 'money',
  cost: 'cheap',
  rule: 'What moved by each payment is what it captured and refunded, by the method that it has.',
  checked: `SELECT COUNT(*) AS checked FROM payment_movement`,
  violations: `
    SELECT payment, SUM(captured) AS capturedCents, SUM(moved_in) AS movedInCents, SUM(refunded) AS refundedCents,
           SUM(moved_out) AS movedOutCents
    FROM (
      SELECT id AS payment, method, captured_cents AS captured, refunded_cents AS refunded, 0 AS moved_in, 0 AS moved_out
      FROM payment
      UNION ALL
      SELECT payment_id, method, 0, 0, IF(kind = 'capture', cents, 0), IF(kind = 'refund', cents, 0) FROM payment_movement
    ) moved
    GROUP BY payment
    HAVING SUM(captured) <> SUM(moved_in) OR SUM(refunded) <> SUM(moved_out) OR COUNT(DISTINCT method) > 1`,
};
