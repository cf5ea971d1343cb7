import type { Connection, RowDataPacket } from 'mysql2/promise';
import { BilanciaError, knownError, reasonOf } from '../../core/errors.ts';
import type { Instance } from '../../core/topology.ts';
import type { TargetDatabase } from '../../targets/target.ts';

/** A query that took this long has hung: the database is taken for gone. */
const timeoutMs = 30_000;

export type FlatRow = Record<string, string | number | null>;

/**
 * Uses a connection to one node for as long as `use` takes.
 * @throws database-gone when the node does not answer; database-refused when it does not let us in or lacks what is
 *   asked for; whatever else it says, such as that our SQL is wrong, as it says it
 */
export async function withConnection<T>(
  database: Account,
  node: Instance,
  schema: string | undefined,
  use: (connection: Connection) => Promise<T>,
): Promise<T> {
  let connection: Connection | undefined;
  try {
    connection = await connectTo(database, node, schema);
    return await use(connection);
  } catch (error) {
    throw asDatabaseError(error, node);
  } finally {
    connection?.destroy();
  }
}

export type Account = Pick<TargetDatabase, 'user' | 'password'>;

/** A connection to one node, for whoever keeps it. @throws what the driver throws, see `asDatabaseError` */
export async function connectTo(
  database: Account,
  node: Pick<Instance, 'address'>,
  schema?: string,
  { patienceMs = 5_000 }: { readonly patienceMs?: number } = {},
): Promise<Connection> {
  // Loaded where it is used: every command lists the drills and probes, and most connect to nothing.
  const { createConnection } = await import('mysql2/promise');
  const { hostname, port } = new URL(`mysql://${node.address}`);
  return createConnection({
    host: hostname.replaceAll(/^\[|\]$/g, ''),
    port: Number(port || 3306),
    user: database.user,
    password: database.password,
    dateStrings: true,
    connectTimeout: patienceMs,
    ...(schema === undefined ? {} : { database: schema }),
  });
}

/** What went wrong at a node, as a known error where it is one: see `withConnection`. */
export function asDatabaseError(error: unknown, node: Pick<Instance, 'id' | 'address'>): unknown {
  return classified(error, `${node.id} (${node.address})`);
}

/**
 * Errors of the server that say that it, or our connection, is going away: too many connections, shutdown, killed
 * queries, connections and sessions, and waiting too long.
 * https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html, https://mariadb.com/kb/en/mariadb-error-codes/
 */
const gone: ReadonlySet<number> = new Set([
  1040, 1053, 1158, 1159, 1160, 1161, 1203, 1317, 1927, 3169, 4031,
]);

/** Errors of the account, or of a schema that is not the one expected: 1044, 1045 and so on. */
const refused: ReadonlySet<number> = new Set([
  1044, 1045, 1049, 1054, 1142, 1143, 1146, 1227, 1698,
]);

function classified(error: unknown, endpoint: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof BilanciaError)
    return error;
  const fromServer = 'sqlState' in error && 'errno' in error ? Number(error.errno) : undefined;
  const reason = reasonOf(error).replace(/\.$/, '');
  if (fromServer === undefined || gone.has(fromServer))
    return knownError('database-gone', { endpoint, reason }, error);
  if (refused.has(fromServer)) return knownError('database-refused', { endpoint, reason }, error);
  return error;
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
