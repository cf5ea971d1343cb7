import type { RowDataPacket } from 'mysql2';
import type { Connection } from 'mysql2/promise';

export interface RoundTrip {
  readonly connection: number;
  readonly sql: string;
}

/** What an account sends to a server while something is done, in order. */
export async function roundTripsOf(
  admin: Connection,
  account: string,
  done: () => Promise<unknown>,
): Promise<RoundTrip[]> {
  await admin.query("SET GLOBAL log_output = 'TABLE'");
  await admin.query('TRUNCATE mysql.general_log');
  await admin.query('SET GLOBAL general_log = ON');
  try {
    await done();
  } finally {
    await admin.query('SET GLOBAL general_log = OFF');
  }
  const [rows] = await admin.query<RowDataPacket[]>(
    `SELECT thread_id, argument FROM mysql.general_log
     WHERE command_type = 'Query' AND user_host LIKE ? ORDER BY event_time`,
    [`${account}[%`],
  );
  return rows.map((row) => ({
    connection: Number(row['thread_id']),
    sql: String(row['argument']),
  }));
}
