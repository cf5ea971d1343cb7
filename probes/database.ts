import { createConnection } from 'mysql2/promise';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { knownError, reasonOf } from '../core/errors.ts';
import type { DatabaseNode, TargetDatabase } from '../targets/target.ts';

/** A query that took this long has hung: the database is taken for gone. */
const timeoutMs = 30_000;

export type FlatRow = Record<string, string | number | null>;

/** Uses a connection to one node for as long as `use` takes; every failure of the node is `database-gone`. */
export async function withConnection<T>(
  database: Pick<TargetDatabase, 'user' | 'password'>,
  node: DatabaseNode,
  schema: string | undefined,
  use: (connection: Connection) => Promise<T>,
): Promise<T> {
  let connection: Connection | undefined;
  try {
    connection = await createConnection({
      host: node.host,
      port: node.port,
      user: database.user,
      password: database.password,
      dateStrings: true,
      connectTimeout: 5_000,
      ...(schema === undefined ? {} : { database: schema }),
    });
    return await use(connection);
  } catch (error) {
    throw knownError(
      'database-gone',
      { endpoint: `${node.name} (${node.host}:${node.port})`, reason: reasonOf(error) },
      error,
    );
  } finally {
    connection?.destroy();
  }
}

/** Rows of a statement as flat values: counts that the driver gives as text become numbers. */
export async function rowsOf(
  connection: Connection,
  sql: string,
  values: readonly (string | number)[] = [],
): Promise<FlatRow[]> {
  const [rows] = await connection.query<RowDataPacket[]>({
    sql,
    timeout: timeoutMs,
    values: [...values],
  });
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, flat(value)])),
  );
}

function flat(value: unknown): string | number | null {
  if (typeof value === 'number' || typeof value === 'string') return value;
  return value === null || value === undefined ? null : JSON.stringify(value);
}
