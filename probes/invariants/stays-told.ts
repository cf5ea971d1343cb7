import type { StatementInvariant } from './invariant.ts';
import { eventsKept } from './sql.ts';

export const staysTold: StatementInvariant = {
  kind: 'existence',
  cost: 'cheap',
  rule: 'Every check-in is told to the police once, every check-out to the books, and nothing else is.',
  checked: `SELECT COUNT(*) AS checked FROM reservation_history WHERE to_status IN ('checkedIn', 'checkedOut')`,
  violations: `
    SELECT receiver, reservation, SUM(told) AS events, SUM(possible) AS steps,
           IF(SUM(told) > SUM(possible), 'an event of what never happened', 'lost its event') AS problem
    FROM (
      SELECT SUBSTRING_INDEX(topic, '/', 1) AS receiver, JSON_VALUE(payload, '$.reservation') AS reservation,
             1 AS told, 0 AS due, 0 AS possible
      FROM outbox WHERE topic LIKE 'police/%' OR topic LIKE 'erp/%'
      UNION ALL
      SELECT IF(to_status = 'checkedIn', 'police', 'erp'), reservation_id, 0,
             at > UTC_TIMESTAMP(3) - ${eventsKept}, 1
      FROM reservation_history WHERE to_status IN ('checkedIn', 'checkedOut')
    ) step
    GROUP BY receiver, reservation
    HAVING SUM(told) > SUM(possible) OR SUM(told) < SUM(due)`,
};
