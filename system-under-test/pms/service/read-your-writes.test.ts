// @module-tag needs/mariadb
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type TestDatabases,
  startTestDatabases,
  startTestTask,
  type TestTask,
} from '../testing/fixture.ts';
import { cookiesOf, visitor } from '../testing/visitor.ts';

/** The reader is a second server with the same seed that is never told anything: a replica as late as can be. */
let writer: TestDatabases;
let reader: TestDatabases;
let task: TestTask;
beforeAll(async () => {
  [writer, reader] = await Promise.all([startTestDatabases(), startTestDatabases()]);
  task = await startTestTask({ ...writer.configuration, reader: reader.configuration.reader });
});
afterAll(async () => {
  await task.stop();
  await Promise.all([writer.stop(), reader.stop()]);
});

const wish = { unitGroup: 'RIV1-PS', arrival: '2027-09-01', departure: '2027-09-03' };

describe('with a reader that lags', () => {
  it('who wrote reads what was written, and everybody else what the reader has', async () => {
    const stranger = visitor(task);
    const quote = await stranger.quote(wish);
    const booked = await stranger.tryToBook(quote.id);
    expect(booked.status).toBe(201);
    const cookie = cookiesOf(booked);
    expect(cookie).toBe('fresh=1');
    const sameGuest = visitor(task, { cookie });
    const { unitGroup, arrival, departure } = wish;
    expect(await sameGuest.freeUnits(unitGroup, arrival, departure)).not.toContain(quote.unit.id);
    expect(await stranger.freeUnits(unitGroup, arrival, departure)).toContain(quote.unit.id);
  });

  it('a booking is readable right after its 201, even by a client that keeps no cookies', async () => {
    const stranger = visitor(task);
    // Other nights than above: the reader would quote the same unit again.
    const other = { ...wish, arrival: '2027-09-04', departure: '2027-09-06' };
    const booking = await stranger.book((await stranger.quote(other)).id);
    const response = await stranger.get(`/booking/v1/bookings/${booking.id}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(booking);
  });

  it('the reader takes the reads', async () => {
    const before = await questions(reader);
    await visitor(task).freeUnits(wish.unitGroup, wish.arrival, wish.departure);
    expect(await questions(reader)).toBeGreaterThan(before + 1);
  });
});

it('who wrote sees it where answers to searches are kept, too', async () => {
  const keeping = await startTestTask({ ...writer.configuration, searchSeconds: 3_600 });
  const stay = { ...wish, arrival: '2027-09-08', departure: '2027-09-10' };
  const free = (who: ReturnType<typeof visitor>) =>
    who.freeUnits(stay.unitGroup, stay.arrival, stay.departure);
  const stranger = visitor(keeping);
  const before = await free(stranger);
  const quote = await stranger.quote(stay);
  const cookie = cookiesOf(await stranger.tryToBook(quote.id));
  expect(await free(stranger)).toEqual(before);
  expect(await free(visitor(keeping, { cookie }))).toEqual(
    before.filter((id) => id !== quote.unit.id),
  );
  await keeping.stop();
});

/** Statements the server was sent so far; the question is one of them. */
async function questions(databases: TestDatabases): Promise<number> {
  const [rows] = await databases.admin.query("SHOW GLOBAL STATUS LIKE 'Com_stmt_execute'");
  const [questions] = await databases.admin.query("SHOW GLOBAL STATUS LIKE 'Questions'");
  const value = (found: unknown) => (Array.isArray(found) ? Number(found[0]?.Value) : Number.NaN);
  return value(rows) + value(questions);
}
