import type { StatementInvariant } from './invariant.ts';

/** Seconds after its expiry in which an option must have given its nights back: six rounds of the 5 s sweep. */
const graceSeconds = 30;

export const nightsGivenBack: StatementInvariant = {
  kind: 'time',
  cost: 'cheap',
  rule: `An option gives its nights back within ${graceSeconds} s of its expiry, and ended reservations hold none.`,
  checked: `SELECT COUNT(*) AS checked FROM reservation WHERE status IN ('option', 'expired', 'cancelled', 'noShow')`,
  violations: `
    SELECT id AS reservation, status, option_expires_at AS expiresAt, 0 AS nightsHeld
    FROM reservation
    WHERE status = 'option' AND option_expires_at < UTC_TIMESTAMP(3) - INTERVAL ${graceSeconds} SECOND
    UNION ALL
    SELECT r.id, r.status, r.option_expires_at, COUNT(*)
    FROM reservation r JOIN unit_night n ON n.reservation_id = r.id
    WHERE r.status IN ('expired', 'cancelled', 'noShow')
    GROUP BY r.id, r.status, r.option_expires_at`,
};
