// @module-tag needs/mariadb
import { sql } from 'kysely';
import type { RowDataPacket } from 'mysql2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Tables } from '../schema/tables.ts';
import { type TestDatabases, startTestDatabases, testTenants } from '../testing/fixture.ts';
import { testPool } from '../testing/pool.ts';
import { roundTripsOf } from '../testing/round-trips.ts';
import { until } from '../testing/until.ts';
import { isLostConnection } from './errors.ts';
import { openWriter, type Writer } from './handles.ts';
import { allOrNone, commitTogether, statement, togetherWith } from './together.ts';
import { inTransaction } from './transaction.ts';

let databases: TestDatabases;
let writer: Writer<Tables>;
beforeAll(async () => {
  databases = await startTestDatabases();
  const [account] = testTenants.tenants;
  if (account === undefined) throw new Error('there is a tenant');
  const endpoint = databases.configuration.writer;
  writer = openWriter<Tables>(testPool({ endpoint, account, size: 1 }));
  await writer.rows('SELECT 1');
});
afterAll(async () => {
  await writer.close();
  await databases.stop();
});

async function trips(done: () => Promise<unknown>): Promise<string[]> {
  const sent = await roundTripsOf(databases.admin, 'pms_riviera', done);
  return sent.map((trip) => trip.sql);
}

const one = sql<{ n: number }>`SELECT 1 AS n`;

it('begins a transaction with its first statement, and answers that one alone', async () => {
  let found: unknown;
  const sent = await trips(async () => {
    found = await writer.kysely.transaction().execute(async (transaction) => {
      const first = await one.execute(transaction);
      return [first.rows, await togetherWith(transaction, [asked(2)], asked(3))];
    });
  });
  expect(found).toEqual([[{ n: 1 }], [{ n: 3 }]]);
  expect(sent).toEqual(['BEGIN; SELECT 1 AS n', 'SELECT 2 AS n; SELECT 3 AS n', 'commit']);
});

it('sends nothing for a transaction in which nothing is asked', async () => {
  const nothing = () => writer.kysely.transaction().execute(() => Promise.resolve());
  expect(await trips(nothing)).toEqual([]);
});

it('sends no commit after one that went with the last statements, and begins anew then', async () => {
  const sent = await trips(async () => {
    await writer.kysely.transaction().execute((own) => commitTogether(own, [asked(4)]));
    await allOrNone(writer, [asked(5)]);
  });
  expect(sent).toEqual(['BEGIN; SELECT 4 AS n; COMMIT', 'BEGIN; SELECT 5 AS n; COMMIT']);
});

it('rolls back where a statement fails, the commit behind it unseen', async () => {
  const failing = () => allOrNone(writer, [asked(6), statement('SELECT nothing')]);
  const sent = await trips(() => expect(failing()).rejects.toThrow("Unknown column 'nothing'"));
  expect(sent).toEqual(['BEGIN; SELECT 6 AS n; SELECT nothing; COMMIT', 'rollback']);
});

it('rolls back nothing where a transaction ends before it asked anything', async () => {
  const ended = () =>
    writer.kysely.transaction().execute(() => Promise.reject(new Error('changed my mind')));
  const sent = await trips(() => expect(ended()).rejects.toThrow('changed my mind'));
  expect(sent).toEqual([]);
});

it('does not begin once more a transaction that may have committed before its connection ended', async () => {
  let times = 0;
  const done = inTransaction(writer, { random: () => 1 }, (transaction) => {
    times += 1;
    return commitTogether(transaction, [statement('DO SLEEP(25)')]);
  });
  const outcome = done.catch((error: unknown) => error);
  let id: unknown;
  await until('the connection to be at it', async () => {
    const [rows] = await databases.admin.query<RowDataPacket[]>(
      "SELECT id FROM information_schema.processlist WHERE info = 'DO SLEEP(25)'",
    );
    id = rows[0]?.['id'];
    return id !== undefined;
  });
  await databases.admin.query('KILL ?', [id]);
  expect(isLostConnection(await outcome)).toBe(true);
  expect(times).toBe(1);
});

function asked(n: number) {
  return statement(`SELECT ${n} AS n`);
}
