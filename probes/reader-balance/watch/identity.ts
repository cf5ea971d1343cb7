import type { Connection } from 'mysql2/promise';
import type { Instance } from '../../../core/topology.ts';
import { type Account, connectTo, rowsOf } from '../../database/connection.ts';

/** Error of a server that does not know a variable. */
const unknownVariable = 1193;

/**
 * What tells an instance from all others, as it says itself: Aurora's own id; else the server id with host name and port,
 * as servers on one machine share the name and carelessly set up ones the id.
 */
export async function identityOf(connection: Connection): Promise<string> {
  try {
    const [row] = await rowsOf(connection, 'SELECT @@aurora_server_id AS id');
    return String(row?.['id']);
  } catch (error) {
    if (!(error instanceof Error && 'errno' in error && error.errno === unknownVariable))
      throw error;
  }
  const [row] = await rowsOf(
    connection,
    "SELECT CONCAT_WS(' ', @@server_id, @@hostname, @@port, @@bind_address) AS id",
  );
  return String(row?.['id']);
}

/** Opens a connection, asks who answers, and closes it. @param address `host:port` */
export async function whoAnswers(database: Account, address: string): Promise<string> {
  const connection = await connectTo(database, { address });
  try {
    return await identityOf(connection);
  } finally {
    connection.destroy();
  }
}

/** Who each instance says that it is, by that. @throws what the driver throws for the first that does not answer */
export async function identities(
  database: Account,
  instances: readonly Instance[],
): Promise<Map<string, string>> {
  const pairs = instances.map(
    async ({ id, address }) => [await whoAnswers(database, address), id] as const,
  );
  return new Map(await Promise.all(pairs));
}
