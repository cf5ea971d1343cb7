import type { StatementInvariant } from './invariant.ts';
import { eventsKept } from './sql.ts';

/** Receipts of payments that are older than events are kept may be gone; a receipt without its money may not be there. */
export const moneyReceipted: StatementInvariant = {
  kind: 'money',
  cost: 'cheap',
  rule: 'What was captured and refunded is what receipts were asked for, to the cent.',
  checked: `SELECT COUNT(*) AS checked FROM payment WHERE captured_cents <> 0`,
  violations: `
    SELECT folio, SUM(captured) AS capturedCents, SUM(capture_receipts) AS captureReceiptsCents,
           SUM(refunded) AS refundedCents, SUM(refund_receipts) AS refundReceiptsCents
    FROM (
      SELECT SUBSTRING(topic, 8) AS folio, 0 AS captured, 0 AS refunded, 0 AS is_old,
             IF(JSON_VALUE(payload, '$.kind') = 'capture', JSON_VALUE(payload, '$.cents'), 0) AS capture_receipts,
             IF(JSON_VALUE(payload, '$.kind') = 'refund', JSON_VALUE(payload, '$.cents'), 0) AS refund_receipts
      FROM outbox WHERE topic LIKE 'fiscal/%'
      UNION ALL
      SELECT folio_id, captured_cents, refunded_cents, created_at <= UTC_TIMESTAMP(3) - ${eventsKept}, 0, 0
      FROM payment WHERE captured_cents <> 0 OR refunded_cents <> 0
    ) moved
    GROUP BY folio
    HAVING SUM(capture_receipts) > SUM(captured) OR SUM(refund_receipts) > SUM(refunded)
      OR (SUM(is_old) = 0 AND (SUM(capture_receipts) <> SUM(captured) OR SUM(refund_receipts) <> SUM(refunded)))`,
};
