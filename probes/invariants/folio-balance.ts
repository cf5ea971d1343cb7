import type { Invariant } from './invariant.ts';

export const folioBalance: Invariant = {
  name: 'folio-balance',
  rule: "A folio's balance is charges - payments + refunds, and it is 0 once all have checked out.",
  checked: `SELECT COUNT(*) AS checked FROM folio`,
  violations: `
    SELECT f.id AS folio, f.balance_cents AS balanceCents, COALESCE(l.cents, 0) AS chargesCents,
           COALESCE(p.captured, 0) AS paidCents, COALESCE(p.refunded, 0) AS refundedCents
    FROM folio f
    LEFT JOIN (SELECT folio_id, SUM(cents) AS cents FROM folio_line GROUP BY folio_id) l ON l.folio_id = f.id
    LEFT JOIN (SELECT folio_id, SUM(captured_cents) AS captured, SUM(refunded_cents) AS refunded
               FROM payment GROUP BY folio_id) p ON p.folio_id = f.id
    WHERE f.balance_cents <> COALESCE(l.cents, 0) - COALESCE(p.captured, 0) + COALESCE(p.refunded, 0)
      OR (f.balance_cents <> 0 AND EXISTS (SELECT 1 FROM reservation r WHERE r.booking_id = f.booking_id)
          AND NOT EXISTS (SELECT 1 FROM reservation r WHERE r.booking_id = f.booking_id AND r.status <> 'checkedOut'))`,
};
