import type { StatementInvariant } from './invariant.ts';
import { together } from './sql.ts';

/** Rows that belong to a row of another table: their table, the key, and the table that must have it. */
const belongings = [
  ['guest', 'reservation_id', 'reservation'],
  ['reservation_history', 'reservation_id', 'reservation'],
  ['folio_line', 'folio_id', 'folio'],
  ['payment', 'folio_id', 'folio'],
  ['quote_night', 'quote_id', 'quote'],
  ['quote_service', 'quote_id', 'quote'],
  ['payment_movement', 'payment_id', 'payment'],
  ['invoice', 'folio_id', 'folio'],
  ['invoice_vat', 'invoice_id', 'invoice'],
] as const;

export const nothingOrphaned: StatementInvariant = {
  kind: 'existence',
  cost: 'costly',
  rule: 'Nights, guests, histories, folios, charges, payments, invoices and parts of quotes belong to something that is there.',
  checked: `SELECT (SELECT COUNT(*) FROM reservation) + (SELECT COUNT(*) FROM folio) + (SELECT COUNT(*) FROM quote) AS checked`,
  // Each key once: the tables are read by the index on it, and a stay has several nights, guests and charges.
  violations: together(
    ...belongings.map(
      ([table, key, owner]) => `
      SELECT '${table}' AS kind, child.owner_id AS ownerId, 'belongs to no ${owner}' AS problem
      FROM (SELECT DISTINCT ${key} AS owner_id FROM ${table}) child
      LEFT JOIN ${owner} parent ON parent.id = child.owner_id
      WHERE parent.id IS NULL`,
    ),
    `SELECT 'unit_night', child.owner_id, 'belongs to no reservation'
     FROM (SELECT DISTINCT reservation_id AS owner_id FROM unit_night) child
     LEFT JOIN reservation r ON r.id = child.owner_id
     LEFT JOIN unit_closure c ON c.id = child.owner_id
     WHERE r.id IS NULL AND c.id IS NULL`,
    `SELECT 'folio', f.id, IF(b.id IS NULL, 'belongs to no booking', 'its booking has another folio')
     FROM folio f LEFT JOIN booking b ON b.id = f.booking_id WHERE NOT (b.folio_id <=> f.id)`,
  ),
};
