import type { StatementInvariant } from './invariant.ts';
import { live } from './sql.ts';

export const soldAsCounted: StatementInvariant = {
  kind: 'copies',
  cost: 'cheap',
  rule: 'For every unit group and night, 0 <= sold <= capacity, and sold is the number of nights held.',
  checked: `SELECT COUNT(*) AS checked FROM availability_day`,
  violations: `
    SELECT unit_group_id AS unitGroup, night, SUM(capacity) AS capacity, SUM(sold) AS sold, SUM(held) AS held
    FROM (
      SELECT unit_group_id, night, capacity, sold, 0 AS held FROM availability_day
      UNION ALL
      SELECT u.unit_group_id, n.night, 0, 0, 1
      FROM unit_night n
      JOIN reservation r ON r.id = n.reservation_id AND r.status IN ${live}
      JOIN unit u ON u.id = n.unit_id
    ) counted
    GROUP BY unit_group_id, night
    HAVING SUM(sold) < 0 OR SUM(sold) > SUM(capacity) OR SUM(sold) <> SUM(held)`,
};
