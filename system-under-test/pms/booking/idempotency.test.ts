// @module-tag needs/mariadb
import { randomUUID } from 'node:crypto';
import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type TestDatabases,
  startTestDatabases,
  startTestTask,
  type TestTask,
} from '../testing/fixture.ts';
import { brokenInvariants } from '../testing/invariants.ts';
import { bookingBody, slugOf, visitor } from '../testing/visitor.ts';

let databases: TestDatabases;
/** Two tasks, so that nothing can be right only because one process remembers it. */
let tasks: readonly [TestTask, TestTask];
beforeAll(async () => {
  databases = await startTestDatabases({ units: 100 });
  tasks = [
    await startTestTask(databases.configuration),
    await startTestTask(databases.configuration),
  ];
});
afterAll(async () => {
  await Promise.all(tasks.map((task) => task.stop()));
  await databases.stop();
});

const stay = { unitGroup: 'RIV1-PS', arrival: '2027-09-05', departure: '2027-09-07' };
const bookingsOf = async (quoteId: string) => {
  await databases.admin.query('USE pms_riviera');
  const [rows] = await databases.admin.query('SELECT id FROM booking WHERE quote_id = ?', [
    quoteId,
  ]);
  return rows;
};

describe('an idempotency key', () => {
  it('sent twenty times at once to two tasks books once and answers all the same, byte by byte', async () => {
    const quote = await visitor(tasks[0]).quote(stay);
    const key = randomUUID();
    const sent = Array.from({ length: 20 }, (_, i) =>
      visitor(tasks[i % 2 === 0 ? 0 : 1]).tryToBook(quote.id, key),
    );
    const responses = await Promise.all(sent);
    expect(new Set(responses.map((response) => response.status))).toEqual(new Set([201]));
    expect(new Set(await Promise.all(responses.map((response) => response.text()))).size).toBe(1);
    expect(await bookingsOf(quote.id)).toHaveLength(1);
  });

  it('remembers a refusal too, even when the reason for it is gone', async () => {
    const guest = visitor(tasks[0]);
    const first = await guest.quote({ ...stay, unitGroup: 'RIV1-PC' });
    const rival = await guest.quote({ ...stay, unitGroup: 'RIV1-PC', unit: first.unit.id });
    const held = await guest.book(first.id, { hold: true });
    const key = randomUUID();
    const refused = await guest.tryToBook(rival.id, key);
    expect(refused.status).toBe(409);
    await databases.admin.query('USE pms_riviera');
    await databases.admin.query('DELETE FROM unit_night WHERE reservation_id = ?', [
      held.reservations[0]?.id,
    ]);
    const again = await guest.tryToBook(rival.id, key);
    expect([again.status, await again.text()]).toEqual([409, await refused.text()]);
    const put = 'INSERT INTO unit_night VALUES (?, ?, ?)';
    for (const night of ['2027-09-05', '2027-09-06']) {
      await databases.admin.query(put, [first.unit.id, night, held.reservations[0]?.id]);
    }
  });

  it('with the fields of the body in another order is still the same request', async () => {
    const guest = visitor(tasks[0]);
    const quote = await guest.quote({ ...stay, unitGroup: 'RIV2-PS' });
    const key = { 'idempotency-key': randomUUID() };
    const { quoteId, guest: person, payment } = bookingBody(quote.id);
    const one = await guest.send('/booking/v1/bookings', { quoteId, guest: person, payment }, key);
    const other = await guest.send(
      '/booking/v1/bookings',
      { payment, guest: person, quoteId },
      key,
    );
    expect([other.status, await other.text()]).toEqual([201, await one.text()]);
  });

  it('behaves like a table of first answers, whatever is sent in whatever order', async () => {
    const guest = visitor(tasks[1]);
    const quotes = await Promise.all(
      ['RIV2-PC', 'RIV2-MH4', 'RIV2-MH6'].map((unitGroup) => guest.quote({ ...stay, unitGroup })),
    );
    const command = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      quote: fc.nat({ max: quotes.length - 1 }),
      surname: fc.constantFrom('Guest 0001', 'Guest 0002'),
      task: fc.constantFrom(0 as const, 1 as const),
    });
    const first = new Map<string, { body: string; status: number; answer: string }>();
    const booked = new Set<number>();
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 8 }), async (commands) => {
        for (const { key, quote, surname, task } of commands) {
          const person = { givenName: 'Person 1', surname, email: 'guest1@example.test' };
          const response = await visitor(tasks[task]).tryToBook(quotes[quote]?.id ?? '', key, {
            guest: person,
          });
          const answer = await response.text();
          const body = `${quote} ${surname}`;
          const known = first.get(key);
          const wanted =
            known?.body === body ? known : { status: known === undefined ? 201 : 422, answer };
          const fresh = known === undefined && booked.has(quote) ? { status: 409, answer } : wanted;
          expect([response.status, answer]).toEqual([fresh.status, fresh.answer]);
          if (response.status === 201) booked.add(quote);
          if (known === undefined) first.set(key, { body, status: response.status, answer });
        }
      }),
      { numRuns: 15 },
    );
    expect(await brokenInvariants(databases.admin, 'pms_riviera')).toEqual([]);
  });

  it('is asked for, and told what it must look like', async () => {
    const guest = visitor(tasks[0]);
    const body = bookingBody(randomUUID());
    const without = await guest.send('/booking/v1/bookings', body);
    expect(await without.json()).toMatchObject({
      slug: 'invalid',
      errors: [{ path: 'header.idempotency-key', message: 'is required' }],
    });
    expect(await slugOf(await guest.tryToBook(body.quoteId, 'with space'))).toBe('invalid');
  });
});
