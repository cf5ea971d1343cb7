import type { StatementInvariant } from './invariant.ts';
import { together } from './sql.ts';

/** Actors who are no members of the staff. */
const others = `('guest', 'system', 'seed')`;

/** Steps of reservations by the name that the journal has for them. */
const actions = `CASE h.to_status WHEN 'confirmed' THEN 'confirm' WHEN 'cancelled' THEN 'cancel' WHEN 'checkedIn' THEN 'checkin'
  WHEN 'checkedOut' THEN 'checkout' WHEN 'noShow' THEN 'no-show' END`;

export const deedsJournaled: StatementInvariant = {
  kind: 'existence',
  cost: 'cheap',
  rule: 'Every step, change, closure and closed day of the staff stands in the journal once, by the same person, and nothing that was not done.',
  checked: `SELECT COUNT(*) AS checked FROM journal`,
  violations: together(
    `SELECT subject, action, actor, SUM(done) AS done, SUM(written) AS written,
            IF(SUM(done) > SUM(written), 'is not in the journal', 'was never done') AS problem
     FROM (
       SELECT h.reservation_id AS subject, ${actions} AS action, h.actor, h.at, 1 AS done, 0 AS written
       FROM reservation_history h WHERE h.actor NOT IN ${others} AND h.from_status IS NOT NULL
       UNION ALL
       SELECT subject, action, actor, at, 0, 1 FROM journal
       WHERE action IN ('confirm', 'cancel', 'checkin', 'checkout', 'no-show')
     ) deed
     GROUP BY subject, action, actor, at HAVING SUM(done) <> SUM(written)`,
    `SELECT id, 'change', NULL, version - 1, changes, 'its version is not the number of its changes'
     FROM (
       SELECT r.id, r.version,
              (SELECT COUNT(*) FROM journal j WHERE j.subject = r.id AND j.action = 'change') AS changes
       FROM reservation r
     ) changed WHERE version - 1 <> changes`,
    `SELECT c.id, 'close-unit', NULL, 1, 0, 'is not in the journal'
     FROM unit_closure c WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.subject = c.id AND j.action = 'close-unit')`,
    `SELECT d.property_id, 'close-day', d.actor, 1, 0, 'is not in the journal'
     FROM day_close d WHERE NOT EXISTS
       (SELECT 1 FROM journal j WHERE j.subject = d.property_id AND j.action = 'close-day' AND JSON_VALUE(j.detail, '$.day') = d.day)`,
  ),
};
