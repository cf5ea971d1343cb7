// @module-tag needs/mariadb
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Tables } from '../schema/tables.ts';
import { type TestDatabases, startTestDatabases, testTenants } from '../testing/fixture.ts';
import { openWriter, type Writer } from './handles.ts';
import { createRetiringPool } from './pool.ts';
import { allOrNone, commitTogether, togetherWith } from './together.ts';

let databases: TestDatabases;
let writer: Writer<Tables>;
beforeAll(async () => {
  databases = await startTestDatabases();
  const [tenant] = testTenants.tenants;
  if (tenant === undefined) throw new Error('there is a tenant');
  const pool = createRetiringPool({
    endpoint: databases.configuration.writer,
    account: tenant,
    size: 1,
    waitSeconds: 30,
    maxAgeSeconds: 60,
    connectTimeoutSeconds: 30,
    queryTimeoutSeconds: 30,
    several: true,
    now: () => performance.now(),
    random: () => 1,
  });
  writer = openWriter<Tables>(pool);
  await writer.rows('SELECT 1');
  await databases.admin.query("SET GLOBAL log_output = 'TABLE'");
  await databases.admin.query('SET GLOBAL general_log = ON');
});
beforeEach(() => databases.admin.query('TRUNCATE mysql.general_log'));
afterAll(async () => {
  await writer.close();
  await databases.stop();
});

/** What was sent to the server, a round trip each, but for what this test asks. */
async function sent(): Promise<string[]> {
  const [rows] = await databases.admin.query(
    `SELECT argument FROM mysql.general_log
     WHERE command_type = 'Query' AND user_host LIKE 'pms_riviera[%' ORDER BY event_time`,
  );
  return Array.isArray(rows) ? rows.map((row) => String(Reflect.get(row, 'argument'))) : [];
}

const one = sql<{ n: number }>`SELECT 1 AS n`;

it('begins a transaction with its first statement, and answers that one alone', async () => {
  const found = await writer.kysely.transaction().execute(async (transaction) => {
    const first = await one.execute(transaction);
    const both = await togetherWith(transaction, [asked(2)], asked(3));
    return { first: first.rows, both };
  });
  expect(found).toEqual({ first: [{ n: 1 }], both: [{ n: 3 }] });
  expect(await sent()).toEqual(['BEGIN; SELECT 1 AS n', 'SELECT 2 AS n; SELECT 3 AS n', 'commit']);
});

it('sends nothing for a transaction in which nothing is asked', async () => {
  await writer.kysely.transaction().execute(() => Promise.resolve());
  expect(await sent()).toEqual([]);
});

it('sends no commit after one that went with the last statements, and begins anew then', async () => {
  await writer.kysely
    .transaction()
    .execute((transaction) => commitTogether(transaction, [asked(4)]));
  await allOrNone(writer, [asked(5)]);
  const trips = ['BEGIN; SELECT 4 AS n; COMMIT', 'BEGIN; SELECT 5 AS n; COMMIT'];
  expect(await sent()).toEqual(trips);
});

it('rolls back where a statement fails, the commit behind it unseen', async () => {
  const failing = { compile: () => sql`SELECT nothing`.compile(writer.kysely) };
  await expect(allOrNone(writer, [asked(6), failing])).rejects.toThrow("Unknown column 'nothing'");
  const trips = ['BEGIN; SELECT 6 AS n; SELECT nothing; COMMIT', 'rollback'];
  expect(await sent()).toEqual(trips);
});

it('rolls back nothing where a transaction ends before it asked anything', async () => {
  const ended = writer.kysely
    .transaction()
    .execute(() => Promise.reject(new Error('changed my mind')));
  await expect(ended).rejects.toThrow('changed my mind');
  expect(await sent()).toEqual([]);
});

function asked(n: number) {
  return { compile: () => sql<{ n: number }>`SELECT ${sql.lit(n)} AS n`.compile(writer.kysely) };
}
