// @module-tag needs/mariadb
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownBooking } from './self-service.ts';
import {
  startTestDatabases,
  startTestTask,
  type TestDatabases,
  type TestTask,
} from '../testing/fixture.ts';
import { slugOf, visitor, type Wish } from '../testing/visitor.ts';

let databases: TestDatabases;
let task: TestTask;
beforeAll(async () => {
  databases = await startTestDatabases({ units: 40 });
  task = await startTestTask(databases.configuration, {
    now: () => Date.parse('2027-07-20T08:00:00Z'),
  });
});
afterAll(async () => {
  await task.stop();
  await databases.stop();
});

const email = 'guest1@example.test';
const wish: Wish = { unitGroup: 'RIV1-PS', arrival: '2027-07-22', departure: '2027-07-24' };
const booked = async (stay: Wish, more: object = {}) => {
  const guest = visitor(task);
  return guest.book((await guest.quote(stay)).id, more);
};
const find = (claim: object) => visitor(task).send('/booking/v1/own-booking', claim);
const cancel = (claim: object, key: string = randomUUID()) =>
  visitor(task).send('/booking/v1/own-booking/cancellation', claim, { 'idempotency-key': key });

describe('a guest', () => {
  it('finds a booking by its reference and address, and cancels it for nothing in time', async () => {
    const { reference, id } = await booked(wish);
    const found = ownBooking.parse(
      await (await find({ reference: reference.toLowerCase(), email })).json(),
    );
    expect(found).toMatchObject({
      id,
      cancellation: { possible: true, freeUntil: '2027-07-20', feeCents: 0 },
    });
    const key = randomUUID();
    const answers = await Promise.all([
      cancel({ reference, email }, key),
      cancel({ reference, email }, key),
    ]);
    const [first, second] = await Promise.all(answers.map((answer) => answer.text()));
    expect(second).toBe(first);
    expect(ownBooking.parse(JSON.parse(first ?? ''))).toMatchObject({
      status: 'cancelled',
      cancellation: { possible: false, feeCents: 0 },
    });
    const again = await cancel({ reference, email });
    expect([again.status, await slugOf(again)]).toEqual([409, 'illegal-transition']);
  });

  it('pays the half when it is late', async () => {
    const { reference, totalCents } = await booked({ ...wish, arrival: '2027-07-21' });
    const answer = ownBooking.parse(await (await find({ reference, email })).json());
    expect(answer.cancellation.feeCents).toBe(Math.floor(totalCents / 2));
  });

  it('is not told whether the reference or the address was wrong', async () => {
    const { reference } = await booked(wish);
    const details = await Promise.all(
      [
        { reference, email: 'other@example.test' },
        { reference: 'AAAAAAAAAA', email },
      ].map(async (claim) => (await find(claim)).text()),
    );
    expect(details[0]).toBe(details[1]);
    const answer = await cancel({ reference, email: 'other@example.test' });
    expect([answer.status, await slugOf(answer)]).toEqual([404, 'unknown-booking']);
    expect((await find({ reference: 7, email })).status).toBe(422);
    expect((await find({ reference, email: 'nobody' })).status).toBe(422);
  });

  it('books several units at once, or none of them', async () => {
    const guest = visitor(task);
    const [one, two, three] = await Promise.all(
      ['RIV1-PC', 'RIV1-MH4', 'RIV1-BU4'].map((unitGroup) => guest.quote({ ...wish, unitGroup })),
    );
    if (!one || !two || !three) throw new Error('no quotes');
    const both = await guest.book(one.id, { moreQuoteIds: [two.id] });
    expect(both.totalCents).toBe(one.totalCents + two.totalCents);
    expect(both.reservations.map(({ unit }) => unit.id)).toEqual([one.unit.id, two.unit.id]);
    const refused = await guest.tryToBook(three.id, randomUUID(), { moreQuoteIds: [two.id] });
    expect([refused.status, await slugOf(refused)]).toEqual([409, 'quote-not-open']);
    const open = await guest.get(`/booking/v1/quotes/${three.id}`);
    expect(await open.json()).toMatchObject({ status: 'open' });
    const elsewhere = await guest.quote({ ...wish, unitGroup: 'RIV2-PC' });
    const mixed = await guest.tryToBook(three.id, randomUUID(), { moreQuoteIds: [elsewhere.id] });
    expect([mixed.status, await slugOf(mixed)]).toEqual([422, 'invalid']);
    const twice = await guest.tryToBook(three.id, randomUUID(), { moreQuoteIds: [three.id] });
    expect([twice.status, await slugOf(twice)]).toEqual([422, 'invalid']);
  });

  it('pays for children by their ages, as the offers say', async () => {
    const guest = visitor(task);
    const stay = { ...wish, adults: 2, children: 2 };
    const plain = await guest.quote(stay);
    const told = await guest.quote({ ...stay, childrenAges: [1, 15] });
    // One extra child less for two nights, and two nights of tourist tax for the older.
    expect(told.totalCents).toBe(plain.totalCents - 2 * 500 + 2 * 100);
    const path = `/availability/v1/offers?property=RIV1&arrival=${wish.arrival}&departure=${wish.departure}`;
    const offers = await guest.get(`${path}&adults=2&children=2&childrenAges=1,15`);
    expect(await offers.json()).toMatchObject({
      offers: expect.arrayContaining([
        expect.objectContaining({ unitGroup: 'RIV1-PS', totalCents: told.totalCents }),
      ]),
    });
    expect((await guest.book(told.id)).totalCents).toBe(told.totalCents);
    const wrong = await guest.get(`${path}&adults=2&children=2&childrenAges=1`);
    expect(wrong.status).toBe(422);
  });
});
