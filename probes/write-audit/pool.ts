import { connect } from 'node:net';
import { createPool, type Pool, type PoolConnection, type RowDataPacket } from 'mysql2/promise';
import type { AuditPlace, OpenClient } from './client.ts';
import { classOf } from './errors.ts';

type Account = Pick<AuditPlace, 'user' | 'password'>;

interface PoolChoice {
  /** Milliseconds after which a connection makes room for another; for ever without. With it, a password is read again when it is refused. */
  readonly maximumAgeMs?: number;
}

const connections = 2;
const connectTimeoutMs = 1500;
const queryTimeoutMs = 5000;

/** Pools of the usual driver to both endpoints. Nothing is tried again. */
export function openPools(place: AuditPlace, choice: PoolChoice = {}): OpenClient {
  let account: Account = { user: place.user, password: place.password };
  const pools = new Map<'writer' | 'reader', Pool>();
  const servers = new WeakMap<object, { readonly id: number; readonly until: number }>();

  const poolOf = (endpoint: 'writer' | 'reader'): Pool => {
    const known = pools.get(endpoint);
    if (known !== undefined) return known;
    const pool = openPool(
      place,
      endpoint === 'reader' ? (place.reader ?? place.writer) : place.writer,
      () => account,
    );
    pools.set(endpoint, pool);
    return pool;
  };

  /** A careful program reads its password again when it is refused; the next try has it. */
  const refused = async (error: unknown): Promise<never> => {
    const isCareful = choice.maximumAgeMs !== undefined && classOf(error) === 'credentials';
    if (isCareful && place.accountNow !== undefined) {
      const { user, password } = await place.accountNow();
      account = { user, password };
    }
    throw error;
  };

  const use = async <T>(
    endpoint: 'writer' | 'reader',
    work: (connection: PoolConnection, server: number) => Promise<T>,
  ): Promise<T> => {
    const connection = await poolOf(endpoint).getConnection().catch(refused);
    // The pool hands out new wrappers of one connection.
    const own = connection.connection;
    try {
      const server = servers.get(own) ?? (await meet(connection, choice));
      servers.set(own, server);
      const result = await work(connection, server.id);
      if (server.until <= Date.now()) connection.destroy();
      else connection.release();
      return result;
    } catch (error) {
      // As programs do that only give back what they took: a pool drops what is dead, and keeps what is stale.
      if (choice.maximumAgeMs === undefined) connection.release();
      else connection.destroy();
      throw error;
    }
  };

  return {
    add: (id, sent) =>
      use('writer', async (connection, server) => {
        sent();
        const sql = 'INSERT INTO element (id, written_by) VALUES (?, @@server_id)';
        await connection.query({ sql, timeout: queryTimeoutMs, values: [id] });
        return server;
      }),
    read: (endpoint, from, to) =>
      use(endpoint, async (connection) => {
        const sql = 'SELECT id FROM element WHERE id >= ? AND id < ?';
        const query = { sql, timeout: queryTimeoutMs, values: [from, to] };
        const [rows] = await connection.query<({ id: number } & RowDataPacket)[]>(query);
        return rows.map(({ id }) => id);
      }),
    close: async () => {
      // A frozen server says no goodbye.
      void Promise.allSettled([...pools.values()].map((pool) => pool.end()));
      pools.clear();
    },
  };
}

async function meet(
  connection: PoolConnection,
  { maximumAgeMs = Infinity }: PoolChoice,
): Promise<{ id: number; until: number }> {
  const query = { sql: 'SELECT @@server_id AS id', timeout: queryTimeoutMs };
  const [[row]] = await connection.query<({ id: number } & RowDataPacket)[]>(query);
  return { id: row?.id ?? 0, until: Date.now() + maximumAgeMs };
}

function openPool({ schema, lookup }: AuditPlace, endpoint: string, account: () => Account): Pool {
  const { hostname: host, port } = new URL(`mysql://${endpoint}`);
  return createPool({
    host,
    database: schema,
    connectionLimit: connections,
    connectTimeout: connectTimeoutMs,
    // The driver has no option for a resolver, nor for a password that changes.
    stream: ({ config }: { readonly config: object }) => {
      Object.assign(config, account());
      return connect({ host, port: Number(port), lookup }).setNoDelay(true);
    },
  });
}
