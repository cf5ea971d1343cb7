// @module-tag needs/mariadb
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type TestDatabases,
  startTestDatabases,
  startTestTask,
  type TestTask,
} from '../testing/fixture.ts';
import { roundTripsOf } from '../testing/round-trips.ts';
import { visitor } from '../testing/visitor.ts';

let databases: TestDatabases;
let task: TestTask;
beforeAll(async () => {
  databases = await startTestDatabases({}, { sweepSeconds: 3600 });
  task = await startTestTask(databases.configuration);
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

it('a booking takes two round trips to the database, and one that is refused a third', async () => {
  const guest = visitor(task);
  const wish = { unitGroup: 'RIV1-PS', arrival: '2027-08-30', departure: '2027-08-31' };
  const [unit = ''] = await guest.freeUnits(wish.unitGroup, wish.arrival, wish.departure);
  const first = await guest.quote({ ...wish, unit });
  const second = await guest.quote({ ...wish, unit });
  const two = ['BEGIN; insert … for update', 'insert … ; COMMIT'];
  expect(await tripsOf(() => guest.tryToBook(first.id))).toEqual(two);
  expect(await tripsOf(() => guest.tryToBook(second.id))).toEqual([...two, 'ROLLBACK … ; COMMIT']);
});
