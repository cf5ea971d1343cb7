// @module-tag needs/mariadb
import { execFileSync } from 'node:child_process';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDns } from '../testing/dns.ts';
import { type TestDatabases, startTestDatabases, testTenants } from '../testing/fixture.ts';
import { testPool } from '../testing/pool.ts';
import { until } from '../testing/until.ts';
import type { PlatformTables } from '../schema/platform.ts';
import type { Tables } from '../schema/tables.ts';
import { isLostConnection, isStaleWriter } from './errors.ts';
import { openReader, openWriter } from './handles.ts';
import type { PoolOptions } from './pool.ts';
import { resolveThrough } from './resolver.ts';
import { inTransaction } from './transaction.ts';

let databases: TestDatabases;
beforeAll(async () => {
  databases = await startTestDatabases();
});
afterAll(() => databases.stop());

const account = testTenants.platform;
function open(options: Partial<PoolOptions> = {}) {
  return testPool({ endpoint: databases.configuration.reader, account, ...options });
}

const who = 'SELECT CONNECTION_ID() AS id';

/** Its connection, at once, but for the connection `id`: there it goes on until it is killed. */
const endlessOn = (id: number) =>
  `SELECT CONNECTION_ID() AS id, IF(CONNECTION_ID() = ${id}, SLEEP(25), 0) AS slept` as const;

async function untilRunning(statement: string): Promise<void> {
  await until(`"${statement}" to run`, async () => {
    const [rows] = await databases.admin.query('SHOW PROCESSLIST');
    return JSON.stringify(rows).includes(statement);
  });
}

describe('a pool of database connections', () => {
  it('uses a connection again until it is too old, and then opens another', async () => {
    let now = 0;
    const pool = open({ now: () => now });
    const reader = openReader(pool);
    const [first] = await reader.rows<{ id: number }>(who);
    now = 59_000;
    expect(await reader.rows(who)).toEqual([first]);
    now = 60_000;
    expect(await reader.rows(who)).not.toEqual([first]);
    expect(pool.figures()).toMatchObject({ open: 1, inUse: 0, waiting: 0, retired: 1 });
    await reader.close();
  });

  it('lets all its connections work in turn, or the last one first where it is told so', async () => {
    const usedBy = async (order: 'fifo' | 'lifo'): Promise<number> => {
      const pool = open({ order });
      const reader = openReader(pool);
      await Promise.all([reader.rows(who), reader.rows(who), reader.rows(who)]);
      const used = new Set<number>();
      for (let nth = 0; nth < 6; nth += 1)
        used.add((await reader.rows<{ id: number }>(who))[0]?.id ?? 0);
      await reader.close();
      return used.size;
    };
    expect(await usedBy('fifo')).toBe(3);
    expect(await usedBy('lifo')).toBe(1);
  });

  it('lets those work in turn, too, that were given back while others were still being connected', async () => {
    const pool = open({});
    const all = [pool.acquire(), pool.acquire(), pool.acquire()];
    const late = all.map(async (one) => pool.release(await one));
    await Promise.all(late);
    const used = new Set<unknown>();
    for (let nth = 0; nth < 6; nth += 1) {
      const connection = await pool.acquire();
      used.add(connection);
      pool.release(connection);
    }
    expect(used.size).toBe(3);
    await pool.close();
  });

  it('retires connections that nobody uses, too', async () => {
    const pool = open({ maxAgeSeconds: 0.2 });
    const reader = openReader(pool);
    await Promise.all([reader.rows(who), reader.rows(who), reader.rows(who)]);
    await until('no connection is left open', () => pool.figures().open === 0);
    expect(pool.figures().retired).toBe(3);
    await reader.close();
  });

  it('never retires a connection in the middle of a transaction', async () => {
    let now = 0;
    const pool = open({ now: () => now });
    const writer = openWriter(pool);
    const ids = await writer.kysely.transaction().execute(async (transaction) => {
      const first = await sql<{ id: number }>`SELECT CONNECTION_ID() AS id`.execute(transaction);
      now = 120_000;
      const second = await sql<{ id: number }>`SELECT CONNECTION_ID() AS id`.execute(transaction);
      return [first.rows, second.rows];
    });
    expect(ids[0]).toEqual(ids[1]);
    expect(pool.figures()).toMatchObject({ open: 0, retired: 1 });
    await writer.close();
  });

  it('asks a read again on a new connection when the server was restarted under it', async () => {
    // The connection that was used last is to be used next.
    const pool = open({ order: 'lifo' });
    const reader = openReader(pool);
    await Promise.all([reader.rows(who), reader.rows(who), reader.rows(who)]);
    const held = (await reader.rows<{ id: number }>(who))[0]?.id ?? 0;
    const running = reader.rows<{ id: number }>(endlessOn(held));
    await untilRunning('SLEEP(25)');
    await databases.admin.query('KILL ?', [held]);
    const [again] = await running;
    expect(again?.id).not.toBe(held);
    await reader.close();
  });

  it('asks a query made with kysely again, too', async () => {
    const reader = openReader<{ usage_day: { day: string } }>(open({ size: 1 }));
    const held = (await reader.rows<{ id: number }>(who))[0]?.id ?? 0;
    const running = reader
      .selectFrom(sql`(${sql.raw(endlessOn(held))})`.as('one'))
      .select(sql<number>`id`.as('id'))
      .executeTakeFirst();
    await untilRunning('SLEEP(25)');
    await databases.admin.query('KILL ?', [held]);
    const again = await running;
    expect(again?.id).toBeGreaterThan(held);
    await reader.close();
  });

  it('does not ask a write again', async () => {
    const pool = open();
    const writer = openWriter<Record<string, never>>(pool);
    const id = (await writer.rows<{ id: number }>(who))[0]?.id ?? 0;
    const killed = sql`DO SLEEP(26)`.execute(writer.kysely);
    const outcome = killed.then(
      () => 'done',
      (error: unknown) => error,
    );
    await untilRunning('DO SLEEP(26)');
    await databases.admin.query('KILL ?', [id]);
    expect(isLostConnection(await outcome)).toBe(true);
    await writer.close();
  });

  it('begins a transaction once more whose connection had ended before anything was done', async () => {
    const [tenant] = testTenants.tenants;
    const writer = openWriter<Tables>(open({ account: tenant ?? account }));
    const [first] = await writer.rows<{ id: number }>(who);
    const { port } = databases.server;
    // Nothing of this process hears of the end before the transaction takes the connection.
    execFileSync(process.execPath, [
      '--input-type=module',
      '--eval',
      `import { createConnection } from 'mysql2/promise';
       const root = await createConnection({ host: '127.0.0.1', port: ${port}, user: 'root' });
       await root.query('KILL ${first?.id}');
       await root.end();`,
    ]);
    let times = 0;
    const used = await inTransaction(writer, { random: () => 1 }, async (transaction) => {
      times += 1;
      return sql<{ id: number }>`SELECT CONNECTION_ID() AS id`.execute(transaction);
    });
    // What begins a transaction goes with its first statement.
    expect(times).toBe(2);
    expect(used.rows[0]?.id).not.toBe(first?.id);
    await writer.close();
  });

  it('gives up on a statement that takes too long, and on its connection', async () => {
    const pool = open({ queryTimeoutSeconds: 0.1 });
    const reader = openReader(pool);
    await expect(reader.rows('SELECT SLEEP(2)')).rejects.toMatchObject({
      code: 'PROTOCOL_SEQUENCE_TIMEOUT',
    });
    expect(pool.figures()).toMatchObject({ open: 0, inUse: 0 });
    await reader.close();
  });

  it('does not wait to roll back behind a statement that it gave up on', async () => {
    // Time enough for the beginning of the transaction on a busy machine.
    const pool = open({ queryTimeoutSeconds: 2 });
    const writer = openWriter<PlatformTables>(pool);
    const slept = writer.kysely
      .transaction()
      .execute((transaction) => sql`DO SLEEP(28)`.execute(transaction));
    await expect(slept).rejects.toMatchObject({ code: 'PROTOCOL_SEQUENCE_TIMEOUT' });
    // The server is at it for half a minute.
    await untilRunning('DO SLEEP(28)');
    expect(pool.figures()).toMatchObject({ open: 0, inUse: 0 });
    await writer.close();
  });
});

describe('a pool of connections to the writer', () => {
  const readOnly = (on: boolean) =>
    databases.admin.query(`SET GLOBAL read_only = ${on ? 'ON' : 'OFF'}`);
  const usage = { tenant: 'riviera', day: '2027-01-01', route: 'GET /', requests: 1 };
  const openUsage = (pool: ReturnType<typeof open>) => openWriter<PlatformTables>(pool);

  it('gives up all its connections when a node refuses one a write, and finds the writer again', async () => {
    const pool = open({ writes: true });
    const writer = openUsage(pool);
    await Promise.all([writer.rows(who), writer.rows(who), writer.rows(who)]);
    await readOnly(true);
    try {
      const refused = writer.kysely.insertInto('usage_day').values(usage).execute();
      expect(isStaleWriter(await refused.catch((error: unknown) => error))).toBe(true);
      expect(pool.figures()).toMatchObject({ open: 0, inUse: 0 });
      await expect(writer.rows(who)).rejects.toMatchObject({
        name: 'StaleWriter',
        message: `${databases.configuration.reader.host} leads to a node that takes no writes`,
      });
    } finally {
      await readOnly(false);
    }
    await writer.kysely.replaceInto('usage_day').values(usage).execute();
    await writer.close();
  });

  it('leaves a node that its name does not lead to any more, without being used', async () => {
    const dns = await startDns(['127.0.0.1', '127.0.0.250'], 1);
    let now = 0;
    const names = resolveThrough({ host: '127.0.0.1', port: dns.port }, () => now);
    const endpoint = { host: 'writer.cluster.test', port: databases.server.port };
    const pool = open({ endpoint, names, writes: true });
    const writer = openUsage(pool);
    await Promise.all([writer.rows(who), writer.rows(who)]);
    expect(pool.figures().open).toBe(2);
    now = 2000;
    await until('its connections to be given up', () => pool.figures().open === 0);
    await writer.close();
    dns.stop();
  });

  it('says of a connection that died in a transaction that it was lost, whatever comes after', async () => {
    const writer = openUsage(open({ writes: true }));
    const outcome = writer.kysely
      .transaction()
      .execute(async (transaction) => {
        const found = await sql<{ id: number }>`SELECT CONNECTION_ID() AS id`.execute(transaction);
        await databases.admin.query('KILL ?', [found.rows[0]?.id]);
        await sql`SELECT 1`.execute(transaction);
      })
      .catch((error: unknown) => error);
    expect(isLostConnection(await outcome)).toBe(true);
    await writer.close();
  });
});

describe('names of the database', () => {
  it('are asked for again when the TTL is over, and once for connections opened together', async () => {
    const dns = await startDns(['127.0.0.1'], 5);
    let now = 0;
    const names = resolveThrough({ host: '127.0.0.1', port: dns.port }, () => now);
    const endpoint = { host: 'reader.cluster.test', port: databases.server.port };
    const reader = openReader(open({ endpoint, names, now: () => now, maxAgeSeconds: 1 }));
    await Promise.all([reader.rows(who), reader.rows(who), reader.rows(who)]);
    expect(dns.asked).toEqual(['reader.cluster.test']);
    now = 4999;
    await reader.rows(who);
    expect(dns.asked).toHaveLength(1);
    now = 6000;
    await reader.rows(who);
    expect(dns.asked).toHaveLength(2);
    await reader.close();
    dns.stop();
  });

  it('are forgotten when what they led to refuses, so that the second try may go elsewhere', async () => {
    const dns = await startDns(['127.0.0.250', '127.0.0.1'], 60);
    const names = resolveThrough({ host: '127.0.0.1', port: dns.port }, () => performance.now());
    const endpoint = { host: 'reader.cluster.test', port: databases.server.port };
    const reader = openReader(open({ endpoint, names }));
    expect(await reader.rows(who)).toHaveLength(1);
    expect(dns.asked).toHaveLength(2);
    await reader.close();
    dns.stop();
  });
});
