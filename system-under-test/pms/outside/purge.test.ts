// @module-tag needs/mariadb
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toSqlTimestamp } from '../database/timestamp.ts';
import {
  type TestDatabases,
  startTestDatabases,
  startTestTask,
  type TestTask,
} from '../testing/fixture.ts';
import { batchRows, purgeDelivered } from './purge.ts';

const now = Date.UTC(2027, 7, 15, 12);
const hour = 3_600_000;

let databases: TestDatabases;
let task: TestTask;
beforeAll(async () => {
  databases = await startTestDatabases({}, { outboxKeepSeconds: 2 * 3600 });
  task = await startTestTask(databases.configuration, { now: () => now });
});
afterAll(async () => {
  await task.stop();
  await databases.stop();
});
beforeEach(async () => {
  for (const schema of ['pms_riviera', 'pms_dolomiti'])
    await databases.admin.query(`DELETE FROM ${schema}.outbox`);
});

/** Writes a row for each time of delivery (milliseconds since 1970), in this order. */
async function write(deliveredAt: readonly (number | null)[], schema = 'pms_riviera') {
  const rows = deliveredAt.map((at) => [
    'availability/RIV1',
    '{}',
    toSqlTimestamp(now - 24 * hour),
    at === null ? null : toSqlTimestamp(at),
  ]);
  await databases.admin.query(
    `INSERT INTO ${schema}.outbox (topic, payload, created_at, delivered_at) VALUES ?`,
    [rows],
  );
}

const rowsSchema = z.array(z.object({ delivered_at: z.string().nullable() }));

/** The times of delivery of the rows that are there. */
async function left(schema = 'pms_riviera'): Promise<(string | null)[]> {
  const [rows] = await databases.admin.query(
    `SELECT delivered_at FROM ${schema}.outbox ORDER BY id`,
  );
  return rowsSchema.parse(rows).map((row) => row.delivered_at);
}

describe('the purge', () => {
  it('deletes what was delivered longer ago than it is kept, and nothing else', async () => {
    const edge = now - 2 * hour;
    await write([edge - 24 * hour, null, edge - 1, edge, edge + 1, null, now]);
    await purgeDelivered(task.deps);
    expect(await left()).toEqual(
      [null, edge, edge + 1, null, now].map((at) => at && toSqlTimestamp(at)),
    );
  });

  it('comes to an end through many batches, in every tenant', async () => {
    for (const schema of ['pms_riviera', 'pms_dolomiti']) {
      const old = Array.from({ length: 2 * batchRows + 1 }, (_, n) => now - 3 * hour - n);
      await write([...old, null], schema);
    }
    await purgeDelivered(task.deps);
    expect(await left('pms_riviera')).toEqual([null]);
    expect(await left('pms_dolomiti')).toEqual([null]);
  });

  it('leaves the newest row, at whose id subscribers begin', async () => {
    await write([now - 4 * hour, now - 3 * hour]);
    await purgeDelivered(task.deps);
    expect(await left()).toEqual([toSqlTimestamp(now - 3 * hour)]);
  });

  it('waits for nobody who has a row in hand, and takes it the next time', async () => {
    await write([now - 4 * hour, now - 3 * hour, null]);
    const other = task.deps.databases.tenants.get('riviera')?.writer.kysely;
    await other?.transaction().execute(async (transaction) => {
      await transaction
        .selectFrom('outbox')
        .select('id')
        .limit(1)
        .orderBy('id')
        .forUpdate()
        .execute();
      await purgeDelivered(task.deps);
      expect(await left()).toEqual([toSqlTimestamp(now - 4 * hour), null]);
    });
    await purgeDelivered(task.deps);
    expect(await left()).toEqual([null]);
  });
});
