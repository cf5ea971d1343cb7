// @module-tag needs/mariadb
import { randomUUID } from 'node:crypto';
import type { RowDataPacket } from 'mysql2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type TestDatabases,
  startTestDatabases,
  startTestTask,
  type TestTask,
} from '../testing/fixture.ts';
import { brokenInvariants } from '../testing/invariants.ts';
import { until } from '../testing/until.ts';
import { slugOf, visitor } from '../testing/visitor.ts';

const week = { unitGroup: 'RIV1-PS', arrival: '2027-09-01', departure: '2027-09-08' };

async function stormOn(task: TestTask, wish: typeof week) {
  const guest = visitor(task);
  const [unit] = await guest.freeUnits(wish.unitGroup, wish.arrival, wish.departure);
  const quotes = await Promise.all(
    Array.from({ length: 50 }, () => guest.quote({ ...wish, unit: unit ?? '' })),
  );
  const responses = await Promise.all(quotes.map((quote) => guest.tryToBook(quote.id)));
  const statuses = responses.map((response) => response.status);
  return { statuses, responses, sold: statuses.filter((status) => status === 201).length };
}

describe('bookings in the safe mode', () => {
  let databases: TestDatabases;
  let task: TestTask;
  let now = Date.parse('2027-07-20T08:00:00Z');
  beforeAll(async () => {
    databases = await startTestDatabases({ units: 100 }, { sweepSeconds: 3600 });
    task = await startTestTask(databases.configuration, { now: () => now });
  });
  afterAll(async () => {
    await task.stop();
    await databases.stop();
  });

  it('sell a unit once when fifty want it at once, and tell the others that it is taken', async () => {
    const { statuses, responses, sold } = await stormOn(task, week);
    expect(sold).toBe(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(49);
    const losers = responses.filter((response) => response.status === 409);
    expect(new Set(await Promise.all(losers.map(slugOf)))).toEqual(new Set(['unit-taken']));
    expect(await brokenInvariants(databases.admin, 'pms_riviera')).toEqual([]);
  });

  it('sell overlapping stays on one unit without ever breaking an invariant', async () => {
    const guest = visitor(task);
    const unitGroup = 'RIV2-PS';
    const [unit = ''] = await guest.freeUnits(unitGroup, '2027-08-30', '2027-09-12');
    const stays = Array.from({ length: 40 }, (_, i) => {
      const first = 1 + ((i * 5) % 8);
      return {
        unitGroup,
        unit,
        arrival: `2027-09-0${first}`,
        departure: `2027-09-${first + 3 > 9 ? '' : '0'}${first + 3}`,
      };
    });
    const quotes = await Promise.all(stays.map((stay) => guest.quote(stay)));
    const responses = await Promise.all(quotes.map((quote) => guest.tryToBook(quote.id)));
    const statuses = new Set(responses.map((response) => response.status));
    expect(statuses).toEqual(new Set([201, 409]));
    expect(await brokenInvariants(databases.admin, 'pms_riviera')).toEqual([]);
  });

  it('confirm the price of the quote, with the total authorized and nothing captured', async () => {
    const guest = visitor(task);
    const services = [{ code: 'DOG', quantity: 2 }];
    const quote = await guest.quote({
      unitGroup: 'RIV1-PC',
      arrival: '2027-09-01',
      departure: '2027-09-05',
      services,
    });
    const booking = await guest.book(quote.id);
    expect(booking).toMatchObject({ status: 'confirmed', totalCents: quote.totalCents });
    const response = await guest.get(`/booking/v1/bookings/${booking.id}`);
    expect(await response.json()).toEqual(booking);
    await databases.admin.query('USE pms_riviera');
    const [payments] = await databases.admin.query('SELECT * FROM payment WHERE folio_id = ?', [
      booking.folioId,
    ]);
    expect(payments).toMatchObject([
      { authorized_cents: quote.totalCents, captured_cents: 0, refunded_cents: 0 },
    ]);
  });

  it('refuse a quote that was accepted or that ran out', async () => {
    const guest = visitor(task);
    const quote = await guest.quote({ ...week, unitGroup: 'RIV1-PC' });
    await guest.book(quote.id);
    expect(await slugOf(await guest.tryToBook(quote.id))).toBe('quote-not-open');

    const late = await guest.quote({ ...week, unitGroup: 'RIV2-PS' });
    now += 901_000;
    expect(await slugOf(await guest.tryToBook(late.id))).toBe('quote-not-open');
    expect(await (await guest.get(`/booking/v1/quotes/${late.id}`)).json()).toMatchObject({
      status: 'expired',
    });
    expect(await slugOf(await guest.tryToBook(randomUUID()))).toBe('unknown-quote');
  });

  it('refuse stays that restrictions do not allow', async () => {
    const guest = visitor(task);
    const short = {
      unitGroup: 'RIV1-PS',
      arrival: '2027-08-03',
      departure: '2027-08-04',
      adults: 2,
      children: 0,
    };
    const response = await guest.send('/booking/v1/quotes', short);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      slug: 'restricted',
      detail: 'An arrival on 2027-08-03 must stay at least 3 nights.',
    });
    const past = await guest.send('/booking/v1/quotes', {
      ...short,
      arrival: '2027-07-01',
      departure: '2027-07-09',
    });
    expect(await past.json()).toMatchObject({
      slug: 'restricted',
      detail: 'Not all of these nights are on sale.',
    });
  });

  it('give an option back when it runs out, in one sweep, with its charges', async () => {
    const guest = visitor(task);
    const wish = { unitGroup: 'RIV2-PC', arrival: '2027-09-01', departure: '2027-09-08' };
    const quote = await guest.quote(wish);
    const option = await guest.book(quote.id, { hold: true });
    expect(option.status).toBe('option');
    expect(await guest.freeUnits(wish.unitGroup, wish.arrival, wish.departure)).not.toContain(
      quote.unit.id,
    );

    now += 59_000;
    await sweep(task);
    expect(await (await guest.get(`/booking/v1/bookings/${option.id}`)).json()).toMatchObject({
      status: 'option',
    });
    now += 1000;
    await Promise.all([sweep(task), sweep(task), sweep(task)]);
    expect(await (await guest.get(`/booking/v1/bookings/${option.id}`)).json()).toMatchObject({
      status: 'expired',
    });
    expect(await guest.freeUnits(wish.unitGroup, wish.arrival, wish.departure)).toContain(
      quote.unit.id,
    );
    await databases.admin.query('USE pms_riviera');
    const history =
      'SELECT from_status, to_status, actor FROM reservation_history WHERE reservation_id = ? ORDER BY id';
    const [steps] = await databases.admin.query(history, [option.reservations[0]?.id]);
    expect(steps).toEqual([
      { from_status: null, to_status: 'option', actor: 'guest' },
      { from_status: 'option', to_status: 'expired', actor: 'system' },
    ]);
    expect(await brokenInvariants(databases.admin, 'pms_riviera')).toEqual([]);
  });

  it('are given back without their price, and leave what staff charge while they run out to be paid', async () => {
    const guest = visitor(task);
    const wish = { unitGroup: 'RIV2-PC', arrival: '2027-09-01', departure: '2027-09-08' };
    const option = await guest.book((await guest.quote(wish)).id, { hold: true });
    now += 60_000;
    await databases.admin.query('USE pms_riviera');
    await databases.admin.beginTransaction();
    await databases.admin.query('SELECT * FROM folio WHERE id = ? FOR UPDATE', [option.folioId]);
    const sweeping = sweep(task);
    await until('the sweep to wait for the folio', async () => {
      const [waiting] = await databases.admin.query<RowDataPacket[]>(
        "SELECT 1 FROM information_schema.processlist WHERE info LIKE 'select * from `folio` where%for update'",
      );
      return waiting.length > 0;
    });
    await databases.admin.query(
      `INSERT INTO folio_line (folio_id, kind, description, cents, created_at) VALUES (?, 'extra', 'Late', 700, NOW(3))`,
      [option.folioId],
    );
    await databases.admin.query(
      'UPDATE folio SET balance_cents = balance_cents + 700 WHERE id = ?',
      [option.folioId],
    );
    await databases.admin.commit();
    await sweeping;
    const [lines] = await databases.admin.query(
      'SELECT SUM(cents) AS cents FROM folio_line WHERE folio_id = ?',
      [option.folioId],
    );
    expect(lines).toEqual([{ cents: 700 }]);
  });

  it('keep a history that nobody can rewrite', async () => {
    await databases.admin.query('USE pms_riviera');
    const refusal = 'reservation_history is append-only';
    await expect(
      databases.admin.query("UPDATE reservation_history SET actor = 'x' LIMIT 1"),
    ).rejects.toThrow(refusal);
    await expect(databases.admin.query('DELETE FROM reservation_history LIMIT 1')).rejects.toThrow(
      refusal,
    );
  });

  it('are announced in the outbox', async () => {
    const guest = visitor(task);
    const quote = await guest.quote({ ...week, unitGroup: 'RIV1-BU4' });
    await guest.book(quote.id);
    const [rows] = await databases.admin.query(
      'SELECT topic, payload FROM outbox ORDER BY id DESC LIMIT 1',
    );
    const nights = quote.nights.map(({ night }) => night);
    const payload = JSON.stringify({
      unitGroup: 'RIV1-BU4',
      unit: quote.unit.id,
      nights,
      free: false,
    });
    expect(rows).toEqual([{ topic: 'availability/RIV1', payload }]);
  });

  it('refuse an arrival on a day that is over at the campsite, and offer nothing for it', async () => {
    const wish = { unitGroup: 'RIV2-PS', arrival: '2027-08-09', departure: '2027-08-13' };
    const send = () =>
      visitor(task).send('/booking/v1/quotes', { ...wish, adults: 2, children: 0 });
    const search = `property=RIV2&adults=2&arrival=${wish.arrival}&departure=${wish.departure}`;
    now = Date.parse('2027-08-09T21:59:59Z');
    expect((await send()).status).toBe(201);
    now = Date.parse('2027-08-09T22:00:00Z');
    expect(await (await send()).json()).toMatchObject({
      status: 422,
      slug: 'restricted',
      detail: 'An arrival on 2027-08-09 is in the past.',
    });
    const offers = await task.request(`/availability/v1/offers?${search}`);
    expect(await offers.json()).toMatchObject({ offers: [] });
    expect(await visitor(task).freeUnits(wish.unitGroup, wish.arrival, wish.departure)).toEqual([]);
    const inventory = await task.request('/inventory/v1/properties');
    expect(await inventory.json()).toMatchObject({ bookable: { from: '2027-08-10' } });
  });
});

describe('bookings in the naive mode', () => {
  it('sell a unit more than once when fifty want it at once, and the checks see it', async () => {
    const databases = await startTestDatabases({ bookingMode: 'naive' });
    const task = await startTestTask(databases.configuration);
    try {
      expect(await brokenInvariants(databases.admin, 'pms_riviera')).toEqual([]);
      const { sold } = await stormOn(task, week);
      expect(sold).toBeGreaterThan(1);
      expect(await brokenInvariants(databases.admin, 'pms_riviera')).toContain(
        'a unit and night held twice',
      );
    } finally {
      await task.stop();
      await databases.stop();
    }
  });
});

/** One round of the job that every task runs by itself. */
async function sweep(task: TestTask): Promise<void> {
  const { expireJob } = await import('./expire.ts');
  await expireJob.run(task.deps);
}
