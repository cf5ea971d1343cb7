import type { StatementInvariant } from './invariant.ts';

export const capacityAsUnits: StatementInvariant = {
  kind: 'copies',
  cost: 'cheap',
  rule: "A unit group's capacity is the number of its units, on every night.",
  checked: `SELECT COUNT(*) AS checked FROM availability_day`,
  violations: `
    SELECT unitGroup, night, capacity, units FROM (
      SELECT g.id AS unitGroup, d.night, d.capacity,
             (SELECT COUNT(*) FROM unit u WHERE u.unit_group_id = g.id) AS units
      FROM unit_group g JOIN availability_day d ON d.unit_group_id = g.id
    ) counted WHERE capacity <> units`,
};
