import type { StatementInvariant } from './invariant.ts';

export const depositsPaid: StatementInvariant = {
  kind: 'money',
  cost: 'costly',
  rule: 'Nobody is checked in before the deposit that was asked for is paid.',
  checked: `SELECT COUNT(*) AS checked FROM folio WHERE deposit_cents > 0`,
  violations: `
    SELECT folio, depositCents, capturedCents FROM (
      SELECT f.id AS folio, f.deposit_cents AS depositCents,
             (SELECT COALESCE(SUM(p.captured_cents), 0) FROM payment p WHERE p.folio_id = f.id) AS capturedCents
      FROM folio f
      WHERE f.deposit_cents > 0 AND EXISTS
        (SELECT 1 FROM reservation r WHERE r.booking_id = f.booking_id AND r.status IN ('checkedIn', 'checkedOut'))
    ) asked WHERE capturedCents < depositCents`,
};
