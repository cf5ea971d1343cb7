import type { StatementInvariant } from './invariant.ts';
import { together } from './sql.ts';

/** Rows of the inventory that are about a unit group or a campsite: their table, the key, and whose it is. */
const belongings = [
  ['unit', 'unit_group_id', 'unit_group'],
  ['availability_day', 'unit_group_id', 'unit_group'],
  ['nightly_rate', 'unit_group_id', 'unit_group'],
  ['restriction', 'unit_group_id', 'unit_group'],
  ['unit_group', 'property_id', 'property'],
  ['season', 'property_id', 'property'],
  ['rate_plan', 'property_id', 'property'],
  ['service', 'property_id', 'property'],
] as const;

export const inventoryInPlace: StatementInvariant = {
  kind: 'ownership',
  cost: 'cheap',
  rule: 'Units, rates, restrictions and services are of a campsite of this tenant, and rates of its own seasons and plans.',
  checked: `SELECT (SELECT COUNT(*) FROM unit) + (SELECT COUNT(*) FROM nightly_rate) AS checked`,
  violations: together(
    ...belongings.map(
      ([table, key, owner]) => `
      SELECT '${table}' AS kind, child.owner_id AS ownerId, NULL AS night, 'is of no ${owner} of this tenant' AS problem
      FROM (SELECT DISTINCT ${key} AS owner_id FROM ${table}) child
      LEFT JOIN ${owner} parent ON parent.id = child.owner_id
      WHERE parent.id IS NULL`,
    ),
    `SELECT 'nightly_rate', n.unit_group_id, n.night, 'its season or rate plan is of another campsite'
     FROM nightly_rate n
     LEFT JOIN unit_group g ON g.id = n.unit_group_id
     LEFT JOIN season s ON s.id = n.season_id
     LEFT JOIN rate_plan p ON p.id = n.rate_plan_id
     WHERE NOT (s.property_id <=> g.property_id AND p.property_id <=> g.property_id)`,
    `SELECT 'nightly_rate', n.unit_group_id, n.night, 'is not a night of its season'
     FROM nightly_rate n LEFT JOIN season s ON s.id = n.season_id
     WHERE n.night < s.first_night OR n.night > s.last_night`,
  ),
};
