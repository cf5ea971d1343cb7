// @module-tag needs/mariadb
import type { RowDataPacket } from 'mysql2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type TestDatabases,
  startTestDatabases,
  startTestTask,
  type TestTask,
} from '../testing/fixture.ts';
import { roundTripsOf } from '../testing/round-trips.ts';
import { until } from '../testing/until.ts';
import { visitor } from '../testing/visitor.ts';
import type { QuoteView } from './schemas.ts';

let databases: TestDatabases;
let task: TestTask;
let guest: ReturnType<typeof visitor>;
beforeAll(async () => {
  databases = await startTestDatabases({}, { sweepSeconds: 3600 });
  task = await startTestTask(databases.configuration);
  guest = visitor(task);
});
afterAll(async () => {
  await task.stop();
  await databases.stop();
});

/** Those of the connection that takes a booking's key, without what is between the words that matter. */
async function tripsOf(done: () => Promise<unknown>): Promise<string[]> {
  const sent = await roundTripsOf(databases.admin, 'pms_riviera', done);
  const first = sent.find((trip) => trip.sql.startsWith('BEGIN; insert into `idempotency_key`'));
  const own = sent.filter(({ connection }) => connection === first?.connection);
  const words = /^(BEGIN; |)(\S+) .*?(; COMMIT|for update)$/s;
  return own.map((trip) => trip.sql.replace(words, '$1$2 … $3'));
}

const two = ['BEGIN; insert … for update', 'insert … ; COMMIT'];
const refused = 'ROLLBACK … ; COMMIT';

/** Two quotes for one unit and one night. */
async function twoQuotes(
  arrival: string,
  departure: string,
): Promise<readonly [QuoteView, QuoteView]> {
  const wish = { unitGroup: 'RIV1-PS', arrival, departure };
  const [unit = ''] = await guest.freeUnits(wish.unitGroup, arrival, departure);
  return [await guest.quote({ ...wish, unit }), await guest.quote({ ...wish, unit })];
}

it('a booking takes two round trips to the database, and so does one whose nights are taken', async () => {
  const [first, second] = await twoQuotes('2027-08-30', '2027-08-31');
  expect(await tripsOf(() => guest.tryToBook(first.id))).toEqual(two);
  expect(await tripsOf(() => guest.tryToBook(second.id))).toEqual([two[0], refused]);
});

it('whose nights are taken while it is being made takes a third', async () => {
  const { admin } = databases;
  const [{ id, unit }] = await twoQuotes('2027-08-29', '2027-08-30');
  const trips = await tripsOf(async () => {
    await admin.beginTransaction();
    const night = [unit.id, '2027-08-29', 'another'];
    await admin.query('INSERT INTO pms_riviera.unit_night VALUES (?, ?, ?)', night);
    const answer = guest.tryToBook(id);
    await until('a booking that waits for its nights', async () => {
      const waits = "SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'";
      const [[row]] = await admin.query<RowDataPacket[]>(waits);
      return Number(row?.['Value']) === 1;
    });
    await admin.commit();
    expect((await answer).status).toBe(409);
  });
  expect(trips).toEqual([...two, refused]);
});
