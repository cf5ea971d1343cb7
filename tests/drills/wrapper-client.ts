import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AuditClient, OpenClient } from '../../probes/write-audit/client.ts';

/** A database node as the wrapper's topology has it: the last part of its address, and whether it is the writer. */
export interface WrapperNode {
  readonly id: string;
  readonly isWriter: boolean;
}

type Row = Readonly<Record<string, unknown>>;

interface Connection {
  readonly connect: () => Promise<void>;
  readonly query: (options: {
    readonly sql: string;
    readonly values?: readonly unknown[];
  }) => Promise<readonly [readonly Row[], unknown]>;
  readonly end: () => Promise<void>;
}

/** What the wrapper hands to its dialects: a connection of the driver, that takes text alone. */
interface Node {
  readonly query: (sql: string) => Promise<readonly [readonly Row[], unknown]>;
}

interface HostList {
  readonly createHost: (id: string, isWriter: boolean, weight: number, seenAt: number) => object;
}

interface Dialect {
  queryForTopology(client: Node, hosts: HostList): Promise<object[]>;
}

interface Wrapper {
  readonly AwsMySQLClient: new (config: object) => Connection;
  readonly AuroraMySQLDatabaseDialect: new () => Dialect;
  readonly roles: { readonly READER: unknown; readonly WRITER: unknown };
}

const require = createRequire(import.meta.url);
const packageName = 'aws-advanced-nodejs-wrapper';

/** The package exports clients only; whoever has a server that is not Aurora needs its dialect by path. */
async function loadWrapper(): Promise<Wrapper> {
  const dist = dirname(require.resolve(packageName));
  const inside = (path: string): string => pathToFileURL(join(dist, path)).href;
  const clients: Pick<Wrapper, 'AwsMySQLClient'> = await import(inside('mysql.js'));
  const dialects: Pick<Wrapper, 'AuroraMySQLDatabaseDialect'> = await import(
    inside('mysql/lib/dialect/aurora_mysql_database_dialect.js')
  );
  const { HostRole: roles }: { HostRole: Wrapper['roles'] } = await import(
    inside('common/lib/host_role.js')
  );
  return { ...clients, ...dialects, roles };
}

/**
 * AWS's own wrapper of the driver, with failover and host monitoring. Aurora tells its topology on every node; here the
 * cluster does.
 */
export async function wrapperClient(topology: () => readonly WrapperNode[]): Promise<AuditClient> {
  const wrapper = await loadWrapper();
  class MariaDbDialect extends wrapper.AuroraMySQLDatabaseDialect {
    override async queryForTopology(client: Node, hosts: HostList): Promise<object[]> {
      // A node that is gone tells nothing.
      await client.query('SELECT 1');
      return topology().map(({ id, isWriter }) => hosts.createHost(id, isWriter, 0, Date.now()));
    }
    async identifyConnection(client: Node): Promise<string> {
      return String(await valueOf(client, "SUBSTRING_INDEX(@@bind_address, '.', -1)"));
    }
    async getHostRole(client: Node): Promise<unknown> {
      const isReader = Number(await valueOf(client, '@@read_only')) === 1;
      return isReader ? wrapper.roles.READER : wrapper.roles.WRITER;
    }
    async getWriterId(client: Node): Promise<string | null> {
      if (Number(await valueOf(client, '@@read_only')) === 1) return null;
      return this.identifyConnection(client);
    }
    async isDialect(): Promise<boolean> {
      return true;
    }
    async isBlueGreenStatusAvailable(): Promise<boolean> {
      return false;
    }
  }
  return {
    name: 'wrapper',
    everyMs: 100,
    open: ({ writer, user, password, schema }) => {
      const { hostname: host, port } = new URL(`mysql://${writer}`);
      return openWrapper(
        () =>
          new wrapper.AwsMySQLClient({
            host,
            port: Number(port),
            user,
            password,
            database: schema,
            plugins: 'failover2,efm2',
            failureDetectionTime: 1000,
            failureDetectionInterval: 500,
            failureDetectionCount: 2,
            failoverTimeoutMs: 60_000,
            wrapperConnectTimeout: 1500,
            wrapperQueryTimeout: 5000,
            clusterInstanceHostPattern: `${host.split('.').slice(0, 3).join('.')}.?`,
            customDatabaseDialect: new MariaDbDialect(),
          }),
      );
    },
  };
}

async function valueOf(client: Node, expression: string): Promise<unknown> {
  const [[row]] = await client.query(`SELECT ${expression} AS value`);
  return row?.['value'];
}

/** One connection, used by one after the other: the wrapper's clients are no pools. */
function openWrapper(create: () => Connection): OpenClient {
  let connection: Promise<Connection> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const connected = async (): Promise<Connection> => {
    const made = create();
    await made.connect();
    return made;
  };
  const use = <T>(work: (on: Connection) => Promise<T>): Promise<T> => {
    const next = last.then(async () => {
      connection ??= connected();
      try {
        return await work(await connection);
      } catch (error) {
        // After a failover the same client goes on; any other failure may have left it without a connection.
        if (!(error instanceof Error) || error.name !== 'FailoverSuccessError')
          connection = undefined;
        throw error;
      }
    });
    last = next.catch(() => undefined);
    return next;
  };
  return {
    add: (id, sent) =>
      use(async (on) => {
        sent();
        const sql =
          'INSERT INTO element (id, written_by) VALUES (?, @@server_id) RETURNING written_by';
        const [[row]] = await on.query({ sql, values: [id] });
        return Number(row?.['written_by']);
      }),
    read: (_, from, to) =>
      use(async (on) => {
        const sql = 'SELECT id FROM element WHERE id >= ? AND id < ?';
        const [rows] = await on.query({ sql, values: [from, to] });
        return rows.map(({ id }) => Number(id));
      }),
    close: async () => {
      const left = connection;
      connection = undefined;
      // A frozen server says no goodbye.
      void left?.then((on) => on.end()).catch(() => undefined);
    },
  };
}
