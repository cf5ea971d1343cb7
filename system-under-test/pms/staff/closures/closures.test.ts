// @module-tag needs/mariadb
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from '../../testing/desk.ts';
import { visitor } from '../../testing/visitor.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({}, { now: () => Date.parse('2027-07-20T08:00:00Z') });
});
afterAll(() => desk.stop());

const nights = { from: '2027-08-24', to: '2027-08-27' };
const close = (body: object, key: string = randomUUID()) =>
  desk.askAs(
    'reception',
    'POST',
    '/inventory/v1/closures',
    { ...nights, reason: 'Roof', ...body },
    {
      'idempotency-key': key,
    },
  );
const free = (group: string) => visitor(desk.task).freeUnits(group, nights.from, nights.to);
const idOf = (body: unknown): string => z.object({ id: z.string() }).parse(body).id;
const reopen = (id: string) => desk.ask('PUT', `/inventory/v1/closure-actions/${id}/end`);
const available = async (unitGroup: string): Promise<number | undefined> => {
  const stay = `arrival=${nights.from}&departure=${nights.to}`;
  const response = await desk.task.request(`/availability/v1/offers?property=RIV1&${stay}`);
  const offer = z.object({ unitGroup: z.string(), available: z.number() });
  const { offers } = z.object({ offers: z.array(offer) }).parse(await response.json());
  return offers.find((each) => each.unitGroup === unitGroup)?.available;
};

describe('a unit that is closed for repairs', () => {
  it('is sold to nobody until it is open again', async () => {
    const [unit = ''] = await free('RIV1-PS');
    const before = (await available('RIV1-PS')) ?? 0;
    const key = randomUUID();
    const [first, second] = await Promise.all([close({ unit }, key), close({ unit }, key)]);
    expect([first.status, second]).toEqual([201, first]);
    expect(await free('RIV1-PS')).not.toContain(unit);
    expect(await available('RIV1-PS')).toBeLessThanOrEqual(before);
    const quote = { unitGroup: 'RIV1-PS', unit, arrival: nights.from, departure: nights.to };
    const refused = await visitor(desk.task).send('/booking/v1/quotes', {
      ...quote,
      adults: 2,
      children: 0,
    });
    expect(refused.status).toBe(409);
    const listed = await desk.ask('GET', '/inventory/v1/closures?property=RIV1');
    expect(listed.body).toMatchObject({ closures: [{ unit, ...nights, open: false }] });
    const id = idOf(first.body);
    expect((await reopen(id)).body).toMatchObject({ unit, open: true });
    expect(await free('RIV1-PS')).toContain(unit);
    expect(await reopen(id)).toMatchObject({
      status: 409,
      body: { slug: 'illegal-transition', detail: `${unit} is open again already.` },
    });
  });

  it('is not one that somebody has booked, and one of two who want it gets it', async () => {
    const [unit = ''] = await free('RIV1-PC');
    const guest = visitor(desk.task);
    const stay = { unitGroup: 'RIV1-PC', unit, arrival: nights.from, departure: nights.to };
    const quote = await guest.quote(stay);
    const [closed, booked] = await Promise.all([close({ unit }), guest.tryToBook(quote.id)]);
    expect([closed.status, booked.status].toSorted((a, b) => a - b)).toEqual([201, 409]);
    expect((await close({ unit })).body).toMatchObject({
      slug: 'unit-taken',
      detail: `${unit} is taken on one of these nights: move that stay to another unit first.`,
    });
  });

  it.each([
    ['of another tenant', { unit: 'DOL1-A001' }, 404, 'There is no unit "DOL1-A001".'],
    [
      'on a day that is over',
      { from: '2027-07-19' },
      422,
      'body.from: must not be before today, 2027-07-20',
    ],
    [
      'after the season',
      { to: '2027-12-01' },
      422,
      'body.to: must not be after the last night on sale',
    ],
    ['without nights', { to: '2027-08-24' }, 422, 'body.to: must be 1 to 366 days after from'],
    ['for no reason', { reason: ' ' }, 422, 'body.reason: '],
    ['of another type', { unit: 7 }, 422, 'body.unit: '],
  ])('is not one %s', async (_, more, status, detail) => {
    expect(await close({ unit: 'RIV1-A001', ...more })).toMatchObject({
      status,
      body: { detail: expect.stringContaining(detail) },
    });
  });
});
