// @module-tag needs/mariadb
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reservationSchema } from './view.ts';
import { type BookedStay, type Desk, openDesk } from '../../testing/desk.ts';
import { reception } from '../../testing/reception.ts';
import { visitor } from '../../testing/visitor.ts';

const clock = Date.parse('2027-07-20T08:00:00Z');
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ sweepSeconds: 3600 }, { now: () => clock }, { units: 60 });
});
afterAll(() => desk.stop());

const { act, pay, folioOf, nightsOf, countersOff } = reception(() => desk);
const read = async (stay: BookedStay) =>
  reservationSchema.parse(
    (await desk.ask('GET', `/booking/v1/reservations/${stay.reservationId}`)).body,
  );
const change = (stay: BookedStay, body: object) =>
  desk.askAs('reception', 'PUT', `/booking/v1/reservations/${stay.reservationId}/stay`, body);
const units = (group: string, arrival: string, departure: string) =>
  visitor(desk.task).freeUnits(group, arrival, departure);

describe('a stay', () => {
  it('is moved to another unit and other nights, with its price, its folio and its nights', async () => {
    const stay = await desk.book({
      unitGroup: 'RIV1-PS',
      arrival: '2027-07-25',
      departure: '2027-07-27',
    });
    const [unit = ''] = await units('RIV1-PC', '2027-07-26', '2027-07-29');
    const answer = await change(stay, {
      version: 1,
      unit,
      arrival: '2027-07-26',
      departure: '2027-07-29',
    });
    expect(answer).toMatchObject({
      status: 200,
      body: { unit: { id: unit }, unitGroup: 'RIV1-PC', version: 2, arrival: '2027-07-26' },
    });
    const { totalCents } = await read(stay);
    expect(totalCents).toBeGreaterThan(stay.totalCents);
    const folio = await folioOf(stay);
    expect(folio.balanceCents).toBe(totalCents);
    const authorized = folio.payments.reduce((sum, each) => sum + each.authorizedCents, 0);
    expect(authorized).toBe(totalCents);
    expect((await nightsOf(stay)).map(({ night }) => String(night))).toEqual([
      '2027-07-26',
      '2027-07-27',
      '2027-07-28',
    ]);
    expect(await countersOff()).toEqual([]);
  });

  it('is changed once when two change it at the same time, and the other is told what to do', async () => {
    const stay = await desk.book();
    const answers = await Promise.all([
      change(stay, { version: 1, adults: 1 }),
      change(stay, { version: 1, adults: 3 }),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      slug: 'reservation-changed',
      detail:
        'It is at version 2, not 1: read it again, and send what is still to change with that version.',
    });
  });

  it('that becomes cheaper after it was paid gives the rest back', async () => {
    const stay = await desk.book({
      unitGroup: 'RIV2-PC',
      arrival: '2027-08-26',
      departure: '2027-08-29',
    });
    await pay(stay, 'capture', stay.totalCents);
    const shorter = await change(stay, { version: 1, departure: '2027-08-28' });
    expect(shorter.status).toBe(200);
    const { balanceCents, payments } = await folioOf(stay);
    const { totalCents } = await read(stay);
    expect([balanceCents, payments[0]?.refundedCents]).toEqual([0, stay.totalCents - totalCents]);
  });

  it('in house can stay longer, and not move to another unit', async () => {
    const stay = await desk.book({
      unitGroup: 'RIV2-PS',
      arrival: '2027-07-20',
      departure: '2027-07-21',
    });
    await act(stay, 'checkin');
    const others = await units('RIV2-PS', '2027-07-20', '2027-07-21');
    expect(await change(stay, { version: 1, unit: others[0] })).toMatchObject({
      status: 409,
      body: { slug: 'illegal-transition' },
    });
    const free = await units('RIV2-PS', '2027-07-21', '2027-07-22');
    const longer = await change(stay, { version: 1, departure: '2027-07-22' });
    expect(longer.status).toBe(free.includes(stay.unitId) ? 200 : 409);
  });

  it('is not moved onto nights of another, and nothing of the change is left', async () => {
    const wish = { unitGroup: 'RIV2-MH6', arrival: '2027-08-25', departure: '2027-08-27' };
    const [one, two] = [await desk.book(wish), await desk.book(wish)];
    const before = await folioOf(two);
    expect(await change(two, { version: 1, unit: one.unitId, adults: 1 })).toMatchObject({
      status: 409,
      body: { slug: 'unit-taken' },
    });
    expect(await folioOf(two)).toEqual(before);
    expect(await read(two)).toMatchObject({ unit: { id: two.unitId }, adults: 2, version: 1 });
    expect(await countersOff()).toEqual([]);
  });

  it.each([
    [
      'a unit of another campsite',
      { unit: 'RIV2-A001' },
      422,
      'body.unit: There is no unit "RIV2-A001" in RIV1.',
    ],
    [
      'a unit of another tenant',
      { unit: 'DOL1-A001' },
      422,
      'body.unit: There is no unit "DOL1-A001" in RIV1.',
    ],
    [
      'a past arrival',
      { arrival: '2027-07-19' },
      422,
      'body.arrival: must not be before today, 2027-07-20',
    ],
    [
      'a departure before the arrival',
      { departure: '2027-07-20' },
      422,
      'body.departure: must be 1 to 60 days after arrival',
    ],
    ['more persons than fit', { adults: 9 }, 422, 'body.adults: '],
    [
      'nights that are not on sale',
      { departure: '2027-09-20' },
      422,
      'Not all of these nights are on sale.',
    ],
    ['nothing to change', {}, 422, 'body.unit: something to change is missing'],
    ['a version of another type', { version: true, adults: 1 }, 422, 'body.version: '],
    [
      'ages of other children',
      { childrenAges: [4] },
      422,
      'body.childrenAges: must have an age for each of the children',
    ],
  ])('is not changed to %s', async (_, body, status, detail) => {
    const [first] = await units('RIV1-PS', '2027-08-12', '2027-08-15');
    const stay = await desk.book({
      unitGroup: 'RIV1-PS',
      ...(first === undefined ? {} : { unit: first }),
      arrival: '2027-08-12',
      departure: '2027-08-15',
    });
    const answer = await change(stay, { version: 1, ...body });
    await act(stay, 'cancel');
    expect(answer).toMatchObject({ status, body: { detail: expect.stringContaining(detail) } });
  });

  it('that is over, or that nobody knows, is not changed', async () => {
    const stay = await desk.book();
    await act(stay, 'cancel');
    expect(await change(stay, { version: 1, adults: 1 })).toMatchObject({
      status: 409,
      body: { detail: 'A stay that is cancelled cannot be changed.' },
    });
    expect(
      await change({ ...stay, reservationId: 'nobody' }, { version: 1, adults: 1 }),
    ).toMatchObject({ status: 404, body: { slug: 'unknown-reservation' } });
  });
});
