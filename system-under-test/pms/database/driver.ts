import { connect, Socket } from 'node:net';
import { createPool, type Pool, type PoolConnection, type RowDataPacket } from 'mysql2';
import type { HostAndPort } from '../configuration.ts';
import type { DatabaseAccount } from '../tenants-file.ts';
import type { NameLookup } from './resolver.ts';

/** What the driver needs to know of an endpoint. */
export interface DriverOptions {
  readonly endpoint: HostAndPort;
  readonly account: DatabaseAccount;
  /** The same as it is now; absent where it never changes. */
  readonly accountNow?: () => DatabaseAccount;
  readonly size: number;
  readonly connectTimeoutSeconds: number;
  /** Whether statements may be sent several at a time, see together.ts. */
  readonly several?: boolean;
  /** Absent: the system's resolver. */
  readonly names?: NameLookup | undefined;
}

/** Asks a node whether it is read-only. */
export async function takesNoWrites(connection: PoolConnection, timeout: number): Promise<boolean> {
  const sql = 'SELECT @@global.read_only + @@global.innodb_read_only AS closed';
  const [rows] = await connection.promise().query<RowDataPacket[]>({ sql, timeout });
  return Number(rows[0]?.['closed']) > 0;
}

/** The address that a connection is to; the driver has its socket, and does not say so. */
export function remoteOf(connection: PoolConnection): string {
  return 'stream' in connection && connection.stream instanceof Socket
    ? (connection.stream.remoteAddress ?? '')
    : '';
}

/** What the driver is about to sign in with, which its types do not tell. */
interface Handshake {
  readonly config: { user?: string; password?: string };
}

/** The driver's own pool, whose connections go where `names` says at the moment. */
export function openPool(options: DriverOptions): Pool {
  const { host, port } = options.endpoint;
  return createPool({
    host,
    port,
    user: options.account.user,
    password: options.account.password,
    database: options.account.schema,
    connectionLimit: options.size,
    queueLimit: options.size * 50,
    connectTimeout: options.connectTimeoutSeconds * 1000,
    charset: 'utf8mb4_unicode_ci',
    timezone: 'Z',
    dateStrings: true,
    decimalNumbers: true,
    multipleStatements: options.several ?? false,
    // mysql2 has no option for a resolver, nor for a password that changes, and a stream of one's own has to set these two itself.
    stream: ({ config }: Handshake) => {
      const { user, password } = options.accountNow?.() ?? options.account;
      Object.assign(config, { user, password });
      const socket = connect({
        host,
        port,
        ...(options.names === undefined ? {} : { lookup: options.names.lookup }),
      });
      socket.setNoDelay(true);
      socket.setKeepAlive(true, 10_000);
      return socket;
    },
  });
}
