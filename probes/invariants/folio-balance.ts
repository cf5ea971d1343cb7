import type { StatementInvariant } from './invariant.ts';

export const folioBalance: StatementInvariant = {
  kind: 'money',
  cost: 'costly',
  rule: "A folio's balance is charges - payments + refunds, and it is 0 once all have checked out.",
  checked: `SELECT COUNT(*) AS checked FROM folio`,
  violations: `
    SELECT folio_id AS folio, SUM(balance) AS balanceCents, SUM(charged) AS chargesCents, SUM(paid) AS paidCents,
           SUM(refunded) AS refundedCents, 'balance' AS problem
    FROM (
      SELECT id AS folio_id, balance_cents AS balance, 0 AS charged, 0 AS paid, 0 AS refunded FROM folio
      UNION ALL
      SELECT folio_id, 0, cents, 0, 0 FROM folio_line
      UNION ALL
      SELECT folio_id, 0, 0, captured_cents, refunded_cents FROM payment
    ) moved
    GROUP BY folio_id
    HAVING SUM(balance) <> SUM(charged) - SUM(paid) + SUM(refunded)
    UNION ALL
    SELECT f.id, f.balance_cents, NULL, NULL, NULL, 'checked out unpaid'
    FROM folio f
    WHERE f.balance_cents <> 0 AND EXISTS (SELECT 1 FROM reservation r WHERE r.booking_id = f.booking_id)
      AND NOT EXISTS (SELECT 1 FROM reservation r WHERE r.booking_id = f.booking_id AND r.status <> 'checkedOut')`,
};
