// @module-tag needs/mariadb
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAlloggiati } from '../exports/alloggiati/read.ts';
import { readRoss1000 } from '../exports/ross1000/read.ts';
import { type BookedStay, type Desk, openDesk } from '../testing/desk.ts';

let desk: Desk;
/** Moved by tests; the task's clock. */
let clock = Date.parse('2027-07-20T10:00:00Z');

beforeAll(async () => {
  desk = await openDesk({}, { now: () => clock });
});
afterAll(() => desk.stop());

const asStaff = async (path: string): Promise<Response> =>
  desk.task.request(path, {
    headers: { authorization: `Bearer ${await desk.token('reception')}` },
  });

describe('exports', () => {
  const guest = {
    givenName: 'Person 1',
    surname: 'Guest <0001> & Co',
    sex: 'F',
    birthDate: '1980-02-29',
    birthState: '100000216',
    citizenship: '100000216',
    residence: { state: '100000216', place: 'Somewhere' },
    transport: 'Caravan/Autocaravan',
    document: { type: 'IDENT', number: 'T00000001', place: '408040007' },
  };
  const { document: _, ...companion } = guest;
  const register = (stay: BookedStay, guests: unknown[]) =>
    desk.ask('PUT', `/booking/v1/reservations/${stay.reservationId}/guests`, { guests });

  it('refuse a day with gaps naming them, and write it once reception has filled them', async () => {
    const stay = await desk.book({
      unitGroup: 'RIV2-PS',
      arrival: '2027-08-24',
      departure: '2027-08-27',
    });
    const now = clock;
    clock = Date.parse('2027-08-24T10:00:00Z');
    await desk.ask('PUT', `/booking/v1/reservation-actions/${stay.reservationId}/checkin`);
    clock = now;
    const police = '/exports/v1/alloggiati?property=RIV2&date=2027-08-24';
    const refused = await (await asStaff(police)).json();
    expect(refused).toMatchObject({
      status: 409,
      slug: 'guest-data-missing',
      detail: expect.stringMatching(/^\w{10}, guest 1: the sex is missing\. Gaps in all: 7\.$/),
    });

    expect(await register(stay, [guest, companion])).toMatchObject({
      status: 200,
      body: { guests: 2 },
    });
    const file = await asStaff(police);
    expect(file.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const read = readAlloggiati(await file.text());
    expect(read).toMatchObject({
      lines: [
        {
          role: '17',
          arrival: '24/08/2027',
          nights: '03',
          surname: 'Guest <0001> & Co',
          documentNumber: 'T00000001',
        },
        { role: '19', documentNumber: '' },
      ],
    });

    const xml = await asStaff('/exports/v1/ross1000?property=RIV2&from=2027-08-23&to=2027-08-26');
    expect(xml.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    const days = readRoss1000(await xml.text()).days;
    expect(
      days.map(({ date, unitsOccupied, unitsAvailable }) => [date, unitsOccupied, unitsAvailable]),
    ).toEqual([
      ['2027-08-23', 0, 20],
      ['2027-08-24', 1, 20],
      ['2027-08-25', 1, 20],
    ]);
    expect(days[1]?.arrivals.map(({ role }) => role)).toEqual(['17', '19']);
    expect(days[1]?.arrivals[1]?.headId).toBe(days[1]?.arrivals[0]?.id);
  });

  it('tell a group from a family, and take no codes that no table has, nor who is not born', async () => {
    const stay = await desk.book();
    const path = `/booking/v1/reservations/${stay.reservationId}/guests`;
    const guests = [guest, companion];
    expect((await desk.ask('PUT', path, { guests, party: 'group' })).status).toBe(200);
    expect(
      await desk.rows('SELECT party_kind FROM pms_riviera.reservation WHERE id = ?', [
        stay.reservationId,
      ]),
    ).toEqual([{ party_kind: 'group' }]);
    for (const [change, field] of [
      [{ citizenship: '100000101' }, 'citizenship'],
      [{ birthProvince: 'XX' }, 'birthProvince'],
      [{ document: { ...guest.document, type: 'PASPT' } }, 'document.type'],
      [{ document: { ...guest.document, place: '100000101' } }, 'document.place'],
      [{ birthDate: '2030-01-01' }, 'birthDate'],
    ] as const)
      expect(await register(stay, [{ ...guest, ...change }])).toMatchObject({
        status: 422,
        body: { errors: [{ path: `body.guests.0.${field}` }] },
      });
  });

  it('refuse more guests than are booked', async () => {
    const stay = await desk.book();
    expect(await register(stay, [guest, companion, companion])).toMatchObject({
      status: 422,
      body: { slug: 'invalid', detail: '3 guests are more than the 2 who are booked.' },
    });
  });

  it('are empty for a day without arrivals, and ask for a known property', async () => {
    const empty = await asStaff('/exports/v1/alloggiati?property=RIV1&date=2027-01-01');
    expect([empty.status, await empty.text()]).toEqual([200, '']);
    const unknown = await asStaff('/exports/v1/alloggiati?property=DOL1&date=2027-01-01');
    expect(await unknown.json()).toMatchObject({ slug: 'unknown-property' });
  });
});
