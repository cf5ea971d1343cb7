import type { StatementInvariant } from './invariant.ts';

export const invoicesInSequence: StatementInvariant = {
  kind: 'existence',
  cost: 'cheap',
  rule: 'Invoices of a campsite and year are numbered from 1 without a gap, in the order they were issued in.',
  checked: `SELECT COUNT(*) AS checked FROM invoice`,
  violations: `
    SELECT property_id AS property, year, number, before_number AS beforeNumber,
           IF(number = before_number + 1, 'is older than the one before it', 'a number is missing before it') AS problem
    FROM (
      SELECT property_id, year, number, issued_at,
             COALESCE(LAG(number) OVER counted, 0) AS before_number, LAG(issued_at) OVER counted AS before_at
      FROM invoice WINDOW counted AS (PARTITION BY property_id, year ORDER BY number)
    ) numbered
    WHERE number <> before_number + 1 OR issued_at < before_at - INTERVAL 60 SECOND
    UNION ALL
    SELECT c.property_id, c.year, c.last, MAX(i.number), 'the last number is missing'
    FROM invoice_counter c LEFT JOIN invoice i ON i.property_id = c.property_id AND i.year = c.year
    GROUP BY c.property_id, c.year, c.last HAVING NOT (c.last <=> MAX(i.number))`,
};
