import type { DatabaseBooking } from '../core/run-folder/files/database-bookings.ts';
import type { TargetDatabase } from '../targets/target.ts';
import { rowsOf, withConnection } from './database/connection.ts';

/**
 * The bookings that came in over the web and from other channels since `since` (milliseconds since 1970), as every tenant's database holds
 * them, in the order they were made.
 * @throws database-gone
 */
export async function* databaseBookings(
  database: TargetDatabase,
  since: number,
): AsyncGenerator<DatabaseBooking> {
  const from = new Date(since).toISOString().replace('T', ' ').replace('Z', '');
  for (const [tenant, schema] of Object.entries(database.schemas)) {
    const rows = await withConnection(database, database.writer, schema, (connection) =>
      rowsOf(
        connection,
        `SELECT b.id, b.idempotency_key, b.total_cents,
                (SELECT COUNT(*) FROM reservation r WHERE r.booking_id = b.id) AS reservations
         FROM booking b WHERE b.channel IN ('web', 'channel') AND b.created_at >= ? ORDER BY b.created_at, b.id`,
        [from],
      ),
    );
    for (const row of rows) {
      const key = row['idempotency_key'];
      yield {
        tenant,
        bookingId: String(row['id']),
        key: key === null || key === undefined ? null : String(key),
        totalCents: Number(row['total_cents']),
        reservations: Number(row['reservations']),
      };
    }
  }
}
