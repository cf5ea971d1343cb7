import type { StatementInvariant } from './invariant.ts';

export const onePartyPerUnit: StatementInvariant = {
  kind: 'sale',
  cost: 'cheap',
  rule: 'A unit has at most one party that is checked in.',
  checked: `SELECT COUNT(*) AS checked FROM reservation WHERE status = 'checkedIn'`,
  violations: `
    SELECT unit_id AS unit, COUNT(*) AS parties, MIN(id) AS reservation, MAX(id) AS otherReservation
    FROM reservation WHERE status = 'checkedIn' GROUP BY unit_id HAVING COUNT(*) > 1`,
};
