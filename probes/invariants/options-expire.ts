import type { StatementInvariant } from './invariant.ts';
import { rowsWithProblem } from './sql.ts';

/** Longer than anybody holds a pitch without paying. */
const longest = `INTERVAL 30 DAY`;

/** That they are given back when they have expired is nights-given-back. */
export const optionsExpire: StatementInvariant = {
  kind: 'time',
  cost: 'cheap',
  rule: 'An option, and nothing that is confirmed, expires: after it was made, within 30 days, and not too early.',
  checked: `SELECT COUNT(*) AS checked FROM reservation WHERE status IN ('option', 'expired')`,
  violations: rowsWithProblem(
    ['r.id AS reservation', 'r.status', 'r.option_expires_at AS expiresAt'],
    'reservation r',
    [
      [
        `r.status IN ('option', 'expired') AND r.option_expires_at IS NULL`,
        'is an option that never expires',
      ],
      [
        `r.status NOT IN ('option', 'expired') AND r.option_expires_at IS NOT NULL`,
        'expires, and is no option',
      ],
      [`r.option_expires_at <= r.created_at`, 'expires before it was made'],
      [`r.option_expires_at > r.created_at + ${longest}`, 'is held for longer than 30 days'],
      [
        `r.status = 'expired' AND EXISTS (SELECT 1 FROM reservation_history h
         WHERE h.reservation_id = r.id AND h.to_status = 'expired' AND h.at < r.option_expires_at)`,
        'has expired too early',
      ],
    ],
  ),
};
