// @module-tag needs/mariadb
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { type Server, type Socket, connect, createServer } from 'node:net';
import { type Connection, createConnection } from 'mysql2/promise';
import { freePort } from '../../core/free-port.ts';
import type { Instance } from '../../core/topology.ts';
import { type MariaDb, startMariaDb } from '../../system-under-test/pms/testing/mariadb.ts';
import type { Target } from '../../targets/target.ts';

/** Two real database servers that one name may lead to: addresses of their own, one port. */
export interface TestReaders {
  readonly target: Target;
  readonly hosts: readonly [string, string];
  readonly port: number;
  readonly servers: readonly [MariaDb, MariaDb];
  readonly stop: () => Promise<void>;
}

export const account = { user: 'pms', password: 'pms-password' } as const;

export async function startTestReaders(): Promise<TestReaders> {
  const servers = [await startMariaDb(), await startMariaDb()] as const;
  const net = `127.${randomInt(16, 250)}.${randomInt(1, 250)}`;
  const hosts = [`${net}.11`, `${net}.12`] as const;
  const port = await freePort();
  const relays = await Promise.all(
    servers.map((server, place) => relay(hosts[place] ?? '', port, server.port)),
  );
  for (const server of servers) {
    const root = await rootOf(server);
    await root.query(`CREATE USER '${account.user}'@'%' IDENTIFIED BY '${account.password}'`);
    await root.end();
  }
  const instances = hosts.map((host, place): Instance => ({
    id: `db-${place + 2}`,
    role: 'reader',
    address: `${host}:${port}`,
  }));
  const [first] = instances;
  if (first === undefined) throw new Error('there is no reader');
  const writer: Instance = { ...first, id: 'db-1', role: 'writer' };
  return {
    hosts,
    port,
    servers,
    target: {
      name: 'test',
      kind: 'described',
      healthPath: '/',
      tenants: [],
      instances,
      endpoints: { baseUrl: 'http://127.0.0.1/', reader: `readers.test:${port}` },
      capabilities: { observe: [], break: [], sharesMachine: true },
      database: { writer, readers: instances, user: 'root', password: '', schemas: {} },
    },
    stop: async () => {
      for (const close of relays) close();
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}

function rootOf({ port }: MariaDb): Promise<Connection> {
  return createConnection({ host: '127.0.0.1', port, user: 'root' });
}

/** Servers of the tests listen on ports of their own: this gives each an address, and all one port. */
async function relay(host: string, port: number, to: number): Promise<() => void> {
  const open = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        other.destroy();
        open.delete(socket);
      });
    }
  });
  server.listen(port, host);
  await once(server, 'listening');
  return () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
}
