import { live } from './invariant.ts';
import type { Invariant } from './invariant.ts';

export const soldAsCounted: Invariant = {
  name: 'sold-as-counted',
  rule: 'For every unit group and night, 0 <= sold <= capacity, and sold is the number of nights held.',
  checked: `SELECT COUNT(*) AS checked FROM availability_day`,
  violations: `
    SELECT d.unit_group_id AS unitGroup, d.night, d.capacity, d.sold, COALESCE(h.held, 0) AS held
    FROM availability_day d
    LEFT JOIN (
      SELECT u.unit_group_id, n.night, COUNT(*) AS held
      FROM unit_night n
      JOIN unit u ON u.id = n.unit_id
      JOIN reservation r ON r.id = n.reservation_id AND r.status IN ${live}
      GROUP BY u.unit_group_id, n.night
    ) h ON h.unit_group_id = d.unit_group_id AND h.night = d.night
    WHERE d.sold < 0 OR d.sold > d.capacity OR d.sold <> COALESCE(h.held, 0)`,
};
