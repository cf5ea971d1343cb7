import type { StatementInvariant } from './invariant.ts';

export const oneBookingPerKey: StatementInvariant = {
  kind: 'repetition',
  cost: 'cheap',
  rule: 'An idempotency key, and an accepted quote, leads to one booking at most.',
  checked: `SELECT COUNT(*) AS checked FROM booking WHERE idempotency_key IS NOT NULL`,
  violations: `
    SELECT 'idempotency key' AS kind, idempotency_key AS value, COUNT(*) AS bookings, MIN(id) AS booking,
           MAX(id) AS otherBooking
    FROM booking WHERE idempotency_key IS NOT NULL GROUP BY idempotency_key HAVING COUNT(*) > 1
    UNION ALL
    SELECT 'quote', quote_id, COUNT(*), MIN(id), MAX(id)
    FROM booking WHERE quote_id IS NOT NULL GROUP BY quote_id HAVING COUNT(*) > 1`,
};
