import type { StatementInvariant } from './invariant.ts';
import { rowsWithProblem, together } from './sql.ts';

const lines = (of: string): string =>
  `(SELECT COALESCE(SUM(l.cents), 0) FROM folio_line l WHERE l.invoice_id = ${of})`;

export const invoicesAddUp: StatementInvariant = {
  kind: 'money',
  cost: 'cheap',
  rule: 'An invoice is the sum of its lines, which are of its folio, and of its rates, each with the tax that it contains.',
  checked: `SELECT COUNT(*) AS checked FROM invoice`,
  violations: together(
    rowsWithProblem(['i.id AS invoice', 'i.gross_cents AS grossCents'], 'invoice i', [
      [`i.gross_cents <> ${lines('i.id')}`, 'its lines add up to something else'],
      [
        `i.gross_cents <> (SELECT COALESCE(SUM(v.gross_cents), 0) FROM invoice_vat v WHERE v.invoice_id = i.id)`,
        'its rates add up to something else',
      ],
      [
        `EXISTS (SELECT 1 FROM folio_line l WHERE l.invoice_id = i.id AND l.folio_id <> i.folio_id)`,
        'has a line of another folio',
      ],
    ]),
    // Half a cent on either side is what rounding may make of it.
    `SELECT v.invoice_id, v.gross_cents, 'contains another tax than its rate'
     FROM invoice_vat v
     WHERE ABS(v.vat_cents * (100 + v.percent) - v.gross_cents * v.percent) * 2 > 100 + v.percent
       OR v.gross_cents <> (SELECT COALESCE(SUM(l.cents), 0) FROM folio_line l
                            WHERE l.invoice_id = v.invoice_id AND l.vat_percent = v.percent)`,
  ),
};
