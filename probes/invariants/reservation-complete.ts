import type { StatementInvariant } from './invariant.ts';
import { rowsWithProblem } from './sql.ts';

export const reservationComplete: StatementInvariant = {
  kind: 'existence',
  cost: 'costly',
  rule: 'A reservation has its booking, a history, and guests without a gap from the first on.',
  checked: `SELECT COUNT(*) AS checked FROM reservation`,
  violations: rowsWithProblem(
    ['r.id AS reservation', 'r.booking_id AS booking', 'r.status'],
    'reservation r',
    [
      [`NOT EXISTS (SELECT 1 FROM booking b WHERE b.id = r.booking_id)`, 'has no booking'],
      [
        `NOT EXISTS (SELECT 1 FROM guest g WHERE g.reservation_id = r.id AND g.position = 1)`,
        'has no first guest',
      ],
      [
        `(SELECT MAX(g.position) - COUNT(*) FROM guest g WHERE g.reservation_id = r.id) <> 0`,
        'lost one of its guests',
      ],
      [
        `NOT EXISTS (SELECT 1 FROM reservation_history h WHERE h.reservation_id = r.id AND h.from_status IS NULL)`,
        'has no beginning in its history',
      ],
    ],
  ),
};
