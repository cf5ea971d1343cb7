import type { StatementInvariant } from './invariant.ts';
import { awaited, rowsWithProblem, together } from './sql.ts';

const held = (condition: string): string =>
  `(SELECT COUNT(*) FROM unit_night n WHERE n.reservation_id = c.id AND ${condition})`;

export const closuresKept: StatementInvariant = {
  kind: 'sale',
  cost: 'cheap',
  rule: 'A unit that is closed for repairs holds exactly its nights, nobody is to sleep there, and one that is open again holds none.',
  checked: `SELECT COUNT(*) AS checked FROM unit_closure`,
  violations: together(
    rowsWithProblem(
      ['c.id AS closure', 'c.unit_id AS unit', 'c.from_night AS fromNight', 'c.to_day AS toDay'],
      'unit_closure c',
      [
        [`c.ended_at IS NOT NULL AND ${held('TRUE')} > 0`, 'is open again, and holds nights'],
        [
          `c.ended_at IS NULL AND ${held('n.unit_id = c.unit_id AND n.night >= c.from_night AND n.night < c.to_day')}
           <> DATEDIFF(c.to_day, c.from_night)`,
          'does not hold all of its nights',
        ],
        [
          `${held('(n.unit_id <> c.unit_id OR n.night < c.from_night OR n.night >= c.to_day)')} > 0`,
          'holds nights that are not its own',
        ],
      ],
    ),
    `SELECT c.id, c.unit_id, c.from_night, c.to_day, 'is sold all the same'
     FROM unit_closure c JOIN reservation r ON r.unit_id = c.unit_id
     WHERE c.ended_at IS NULL AND r.status IN ${awaited} AND r.arrival < c.to_day AND c.from_night < r.departure`,
  ),
};
