import type { StatementInvariant } from './invariant.ts';

export const capacityAsUnits: StatementInvariant = {
  kind: 'copies',
  cost: 'cheap',
  rule: "A unit group's capacity is the number of its units that are not closed, on every night.",
  checked: `SELECT COUNT(*) AS checked FROM availability_day`,
  violations: `
    SELECT unitGroup, night, capacity, units FROM (
      SELECT g.id AS unitGroup, d.night, d.capacity,
             (SELECT COUNT(*) FROM unit u WHERE u.unit_group_id = g.id) -
             (SELECT COUNT(*) FROM unit_closure c JOIN unit u ON u.id = c.unit_id
              WHERE u.unit_group_id = g.id AND c.ended_at IS NULL AND c.from_night <= d.night AND d.night < c.to_day) AS units
      FROM unit_group g JOIN availability_day d ON d.unit_group_id = g.id
    ) counted WHERE capacity <> units`,
};
