import type { StatementInvariant } from './invariant.ts';
import { calledOff, eventsKept } from './sql.ts';

/** The unit that a stay was booked on, before it was moved. */
const firstUnit = `COALESCE((SELECT JSON_VALUE(j.detail, '$.from.unit') FROM journal j
        WHERE j.subject = r.id AND j.action = 'change' ORDER BY j.id LIMIT 1), r.unit_id)`;

/** What the journal says of stays that were moved: the old nights are given back, the new ones taken. */
const moves = (end: 'from' | 'to', free: 0 | 1): string => `
      SELECT CONCAT('availability/', r.property_id), JSON_VALUE(j.detail, '$.${end}.unit'), j.at, ${free}, 0,
             j.at > UTC_TIMESTAMP(3) - ${eventsKept}, 1
      FROM journal j LEFT JOIN reservation r ON r.id = j.subject
      WHERE j.action = 'change' AND JSON_CONTAINS(j.detail, 'true', '$.moved')`;

/** Units that were closed, or opened again. */
const closures = (at: 'created_at' | 'ended_at', free: 0 | 1): string => `
      SELECT CONCAT('availability/', g.property_id), c.unit_id, c.${at}, ${free}, 0,
             c.${at} > UTC_TIMESTAMP(3) - ${eventsKept}, 1
      FROM unit_closure c
      LEFT JOIN unit u ON u.id = c.unit_id
      LEFT JOIN unit_group g ON g.id = u.unit_group_id
      WHERE c.${at} IS NOT NULL`;

/**
 * An event has no number of the reservation that caused it, but its moment is the very moment of the step. Those that
 * must be there are counted as `due`, those that may be (they may have been delivered and deleted, or there was no
 * night left to give back) as `possible`.
 */
export const bookingsTold: StatementInvariant = {
  kind: 'existence',
  cost: 'cheap',
  rule: 'Every taken, moved and given back stay, and every closed unit, is told to others in one event, and no event tells of what never happened.',
  checked: `SELECT COUNT(*) AS checked FROM outbox WHERE topic LIKE 'availability/%'`,
  violations: `
    SELECT topic, unit, at, IF(free = 1, 'given back', 'taken') AS step, SUM(told) AS events, SUM(possible) AS steps,
           IF(SUM(told) > SUM(possible), 'an event of what never happened', 'lost its event') AS problem
    FROM (
      SELECT topic, JSON_VALUE(payload, '$.unit') AS unit, created_at AS at,
             JSON_CONTAINS(payload, 'true', '$.free') AS free, 1 AS told, 0 AS due, 0 AS possible
      FROM outbox WHERE topic LIKE 'availability/%'
      UNION ALL
      SELECT CONCAT('availability/', r.property_id), ${firstUnit}, r.created_at, 0, 0,
             r.created_at > UTC_TIMESTAMP(3) - ${eventsKept}, 1
      FROM reservation r LEFT JOIN booking b ON b.id = r.booking_id WHERE NOT (b.channel <=> 'seed')
      UNION ALL
      SELECT CONCAT('availability/', p.code), r.unit_id, h.at, 1, 0,
             h.at > UTC_TIMESTAMP(3) - ${eventsKept} AND h.to_status IN ${calledOff}, 1
      FROM reservation_history h
      LEFT JOIN reservation r ON r.id = h.reservation_id
      LEFT JOIN property p ON p.id = r.property_id
      WHERE h.to_status IN ${calledOff} OR h.to_status = 'checkedOut'
      UNION ALL
      ${moves('from', 1)}
      UNION ALL
      ${moves('to', 0)}
      UNION ALL
      ${closures('created_at', 0)}
      UNION ALL
      ${closures('ended_at', 1)}
    ) step
    GROUP BY topic, unit, at, free
    HAVING SUM(told) > SUM(possible) OR SUM(told) < SUM(due)`,
};
