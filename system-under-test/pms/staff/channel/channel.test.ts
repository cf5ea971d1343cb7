// @module-tag needs/mariadb
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookingAnswer } from '../../booking/schemas.ts';
import { type Desk, openDesk } from '../../testing/desk.ts';
import { visitor } from '../../testing/visitor.ts';

/** Moved by tests; the task's clock. */
let clock = Date.parse('2027-07-20T08:00:00Z');
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({}, { now: () => clock });
});
afterAll(() => desk.stop());

const sold = (reference: string, more: object = {}) => ({
  channel: 'otherside.example',
  reference,
  unitGroup: 'RIV1-PS',
  arrival: '2027-07-28',
  departure: '2027-07-30',
  adults: 2,
  children: 0,
  guest: { givenName: 'Person', surname: 'Guest 0001', email: 'guest@example.test' },
  ...more,
});
const send = (body: unknown, key: string = randomUUID()) =>
  desk.askAs('reception', 'POST', '/channel/v1/bookings', body, { 'idempotency-key': key });
const push = (updates: readonly object[]) => desk.ask('PUT', '/channel/v1/inventory', { updates });
const inventory = async (unitGroup: string, from: string, to: string) =>
  (await desk.ask('GET', `/channel/v1/inventory?unitGroup=${unitGroup}&from=${from}&to=${to}`))
    .body;

describe('a booking that another channel sold', () => {
  it('is taken once, however often it is sent, and told like one of the web', async () => {
    const key = randomUUID();
    const [first, second] = await Promise.all([send(sold('A1'), key), send(sold('A1'), key)]);
    expect([first.status, second]).toEqual([201, first]);
    const { id, reservations } = bookingAnswer.parse(first.body);
    expect(reservations).toMatchObject([{ status: 'confirmed', arrival: '2027-07-28' }]);
    const [row] = await desk.rows(
      'SELECT channel, channel_reference FROM pms_riviera.booking WHERE id = ?',
      [id],
    );
    expect(row).toEqual({ channel: 'channel', channel_reference: 'otherside.example/A1' });
    expect(await send(sold('A1'))).toMatchObject({
      status: 409,
      body: {
        slug: 'channel-reference-taken',
        detail:
          '"otherside.example/A1" is booked already: read that booking instead of sending it again.',
      },
    });
  });

  it('is refused when nothing is free, and leaves nothing behind', async () => {
    const wish = { unitGroup: 'RIV1-BU6', arrival: '2027-08-28', departure: '2027-08-30' };
    const free = await visitor(desk.task).freeUnits(wish.unitGroup, wish.arrival, wish.departure);
    const answers = await Promise.all(
      Array.from({ length: free.length + 2 }, (_, i) => send(sold(`B${i}`, wish))),
    );
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
    expect(statuses).toEqual([...free.map(() => 201), 409, 409]);
    const left = await desk.rows(
      `SELECT COUNT(*) AS quotes FROM pms_riviera.quote WHERE unit_group_id = 'RIV1-BU6' AND status = 'open'`,
    );
    expect(left).toEqual([{ quotes: 0 }]);
  });

  it.each([
    ['a foreign group', { unitGroup: 'DOL1-PS' }, 404, 'unknown-unit-group'],
    ['a day that is over', { arrival: '2027-07-19' }, 422, 'restricted'],
    ['a departure before the arrival', { departure: '2027-07-27' }, 422, 'invalid'],
    ['too many persons', { adults: 9 }, 422, 'invalid'],
    ['ages of other children', { childrenAges: [3] }, 422, 'invalid'],
    ['a reference of another type', { reference: 7 }, 422, 'invalid'],
  ])('is refused with %s', async (_, more, status, slug) => {
    expect(await send(sold('C1', more))).toMatchObject({ status, body: { slug } });
  });
});

describe('a push of prices and restrictions', () => {
  it('is carried out as a whole, the later of two updates of a night last', async () => {
    const at = { unitGroup: 'RIV2-BU4', from: '2027-08-10', to: '2027-08-13' };
    const answer = await push([
      { ...at, baseCents: 12_000, closedToArrival: true },
      { ...at, to: '2027-08-11', baseCents: 13_000, minNights: 4 },
    ]);
    expect(answer).toMatchObject({ status: 200, body: { updates: 2, nights: 4 } });
    expect(await inventory(at.unitGroup, at.from, at.to)).toMatchObject({
      nights: [
        { night: '2027-08-10', baseCents: 13_000, closedToArrival: true, minNights: 4 },
        { night: '2027-08-11', baseCents: 12_000, closedToArrival: true, closed: false },
        { night: '2027-08-12', baseCents: 12_000, closedToDeparture: false },
      ],
    });
  });

  it('is not carried out at all when one update of it cannot be', async () => {
    const before = await inventory('RIV2-BU6', '2027-08-01', '2027-08-03');
    const good = { unitGroup: 'RIV2-BU6', from: '2027-08-01', to: '2027-08-03', baseCents: 1 };
    expect(await push([good, { ...good, from: '2030-01-01', to: '2030-01-02' }])).toMatchObject({
      status: 422,
      body: { slug: 'invalid', errors: [{ path: 'body.updates.1' }] },
    });
    expect(await push([good, { ...good, unitGroup: 'DOL1-PS' }])).toMatchObject({
      status: 404,
      body: { slug: 'unknown-unit-group' },
    });
    expect(await inventory('RIV2-BU6', '2027-08-01', '2027-08-03')).toEqual(before);
  });

  it('is for managers, and needs something to change', async () => {
    const update = { unitGroup: 'RIV1-PS', from: '2027-08-01', to: '2027-08-02' };
    const body = { updates: [update] };
    expect(await desk.askAs('reception', 'PUT', '/channel/v1/inventory', body)).toMatchObject({
      status: 403,
    });
    expect(await push([update])).toMatchObject({
      status: 422,
      body: { detail: 'body.updates.0.baseCents: a price or a restriction to change is missing' },
    });
  });

  it('closes days to those who arrive or leave', async () => {
    const day = { unitGroup: 'RIV2-PS', from: '2027-08-28', to: '2027-08-29' };
    await push([
      { ...day, closedToArrival: true },
      { ...day, from: '2027-08-30', to: '2027-08-31', closedToDeparture: true },
    ]);
    // Tasks keep a catalog for half a minute.
    clock += 31_000;
    const quote = async (arrival: string, departure: string) => {
      const wish = { unitGroup: 'RIV2-PS', arrival, departure, adults: 2, children: 0 };
      const response = await visitor(desk.task).send('/booking/v1/quotes', wish);
      const { detail }: { detail?: string } = JSON.parse(await response.text());
      return [response.status, detail];
    };
    expect(await quote('2027-08-28', '2027-08-31')).toEqual([
      422,
      'Nobody may arrive on 2027-08-28.',
    ]);
    expect(await quote('2027-08-29', '2027-08-30')).toEqual([
      422,
      'Nobody may leave on 2027-08-30.',
    ]);
    expect(await quote('2027-08-27', '2027-08-31')).toEqual([201, undefined]);
  });
});
