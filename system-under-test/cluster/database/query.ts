import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { Secrets } from '../state.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Runs statements one after another on a connection of their own; the rows of the last one. */
export async function query(
  socket: string,
  account: Secrets['root'],
  statements: readonly string[],
): Promise<Row[]> {
  const connection = await createConnection({
    socketPath: socket,
    ...account,
    connectTimeout: 2000,
  });
  // Without a listener the loss of a node would be an uncaught error; the query below fails by itself.
  connection.on('error', () => undefined);
  try {
    let rows: Row[] = [];
    for (const sql of statements) {
      const [result] = await connection.query<RowDataPacket[]>({ sql, timeout: 20_000 });
      rows = Array.isArray(result) ? result : [];
    }
    // Without a goodbye the server would warn of it in its log.
    await connection.end();
    return rows;
  } finally {
    connection.destroy();
  }
}

/** What a column holds, as text; empty when it is null or not there. */
export function textOf(row: Row | undefined, column: string): string {
  const value = row?.[column];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A string as an SQL literal. Only for our own generated values, where placeholders cannot stand. */
export function literal(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
