import type { StatementInvariant } from './invariant.ts';

/** Every step that a reservation may take; a pair with `new` is how one may begin. */
const legal = [
  ['new', 'option'],
  ['new', 'confirmed'],
  ['option', 'confirmed'],
  ['option', 'cancelled'],
  ['option', 'expired'],
  ['confirmed', 'checkedIn'],
  ['confirmed', 'cancelled'],
  ['confirmed', 'noShow'],
  ['checkedIn', 'checkedOut'],
] as const;

const legalPairs = legal.map(([from, to]) => `('${from}', '${to}')`).join(', ');

export const legalTransitions: StatementInvariant = {
  kind: 'time',
  cost: 'cheap',
  rule: 'Reservations take legal steps only, their history has no gap, and it ends at their status.',
  checked: `SELECT COUNT(*) AS checked FROM reservation_history`,
  violations: `
    WITH step AS (
      SELECT reservation_id, from_status, to_status,
             LAG(to_status) OVER (PARTITION BY reservation_id ORDER BY id) AS before_status
      FROM reservation_history)
    SELECT reservation_id AS reservation, from_status AS fromStatus, to_status AS toStatus, 'illegal step' AS problem
    FROM step WHERE (COALESCE(from_status, 'new'), to_status) NOT IN (${legalPairs})
    UNION ALL
    SELECT reservation_id, from_status, to_status, 'gap in the history'
    FROM step WHERE NOT (from_status <=> before_status)
    UNION ALL
    SELECT id, last_status, status, 'status without history'
    FROM (
      SELECT r.id, r.status,
             (SELECT h.to_status FROM reservation_history h WHERE h.reservation_id = r.id
              ORDER BY h.id DESC LIMIT 1) AS last_status
      FROM reservation r
    ) known
    WHERE NOT (last_status <=> status)`,
};
