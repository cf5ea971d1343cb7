import type { Connection, RowDataPacket } from 'mysql2/promise';

const live = `('option', 'confirmed', 'checkedIn', 'checkedOut')`;

/** What must never be found in a tenant's database, one statement each. */
const violations = {
  'a unit and night held twice': `SELECT unit_id, night FROM unit_night GROUP BY unit_id, night HAVING COUNT(*) > 1`,
  'sold is not the number of held nights': `SELECT a.unit_group_id, a.night FROM availability_day a
    LEFT JOIN (SELECT u.unit_group_id, n.night, COUNT(*) AS held FROM unit_night n
      JOIN reservation r ON r.id = n.reservation_id JOIN unit u ON u.id = n.unit_id
      GROUP BY u.unit_group_id, n.night) h ON h.unit_group_id = a.unit_group_id AND h.night = a.night
    WHERE a.sold <> COALESCE(h.held, 0)`,
  'sold is out of range': `SELECT unit_group_id, night FROM availability_day WHERE sold < 0 OR sold > capacity`,
  'a live reservation without all its nights': `SELECT r.id FROM reservation r
    LEFT JOIN unit_night n ON n.reservation_id = r.id WHERE r.status IN ${live}
    GROUP BY r.id, r.arrival, r.departure HAVING COUNT(n.night) <> DATEDIFF(r.departure, r.arrival)`,
  'a night held by a reservation that is over': `SELECT n.unit_id FROM unit_night n
    JOIN reservation r ON r.id = n.reservation_id WHERE r.status NOT IN ${live}`,
  'a price that is not the quote': `SELECT b.id FROM booking b JOIN quote q ON q.id = b.quote_id
    WHERE q.status <> 'replaced' AND (b.total_cents <> q.total_cents OR q.status <> 'accepted')`,
  'nights that do not add up': `SELECT q.id FROM quote q JOIN quote_night n ON n.quote_id = q.id
    GROUP BY q.id, q.nights_cents HAVING SUM(n.cents) <> q.nights_cents`,
  'a balance that is not charges - captured + refunded': `SELECT f.id FROM folio f WHERE f.balance_cents <>
    (SELECT COALESCE(SUM(cents), 0) FROM folio_line l WHERE l.folio_id = f.id) -
    (SELECT COALESCE(SUM(captured_cents - refunded_cents), 0) FROM payment p WHERE p.folio_id = f.id)`,
  'a status that is not the last of the history': `SELECT r.id FROM reservation r
    JOIN reservation_history h ON h.id = (SELECT MAX(id) FROM reservation_history x WHERE x.reservation_id = r.id)
    WHERE h.to_status <> r.status`,
} as const;

/** The names of the invariants that the tenant's database breaks. */
export async function brokenInvariants(admin: Connection, schema: string): Promise<string[]> {
  await admin.query(`USE ${schema}`);
  const broken: string[] = [];
  for (const [name, sql] of Object.entries(violations)) {
    const [rows] = await admin.query<RowDataPacket[]>(sql);
    if (rows.length > 0) broken.push(name);
  }
  return broken;
}
