// @module-tag needs/mariadb
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  startTestDatabases,
  startTestTask,
  type TestDatabases,
  type TestTask,
} from '../testing/fixture.ts';
import { rehearseBooking } from './rehearse.ts';

let databases: TestDatabases;
let task: TestTask;
beforeAll(async () => {
  databases = await startTestDatabases();
  task = await startTestTask(databases.configuration);
});
afterAll(async () => {
  await task.stop();
  await databases.stop();
});

const tables = ['quote', 'booking', 'reservation', 'unit_night', 'idempotency_key', 'outbox'];

it('a rehearsed booking goes the whole way, and leaves nothing behind', async () => {
  const counts = () =>
    Promise.all(tables.map((table) => ask(`SELECT COUNT(*) AS Value FROM pms_riviera.${table}`)));
  const inserts = () => ask("SHOW GLOBAL STATUS LIKE 'Com_insert'");
  const [before, written] = [await counts(), await inserts()];
  await Promise.all(task.deps.tenants.all.map((tenant) => rehearseBooking(tenant, task.deps)));
  expect(await counts()).toEqual(before);
  expect((await inserts()) - written).toBeGreaterThan(tables.length);
});

async function ask(sql: string): Promise<number> {
  const [rows] = await databases.admin.query(sql);
  return Array.isArray(rows) && 'Value' in (rows[0] ?? {})
    ? Number(Reflect.get(rows[0] ?? {}, 'Value'))
    : Number.NaN;
}
