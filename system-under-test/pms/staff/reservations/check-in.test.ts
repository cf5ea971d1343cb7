// @module-tag needs/mariadb
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BookedStay, type Desk, openDesk } from '../../testing/desk.ts';

/** Moved by tests; the task's clock. */
let clock = Date.parse('2027-07-15T10:00:00Z');
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk({}, { now: () => clock });
});
afterAll(() => desk.stop());

const act = (stay: BookedStay, action: string) =>
  desk.ask('PUT', `/booking/v1/reservation-actions/${stay.reservationId}/${action}`);

describe('a party', () => {
  it('is checked in from the arrival day on, as the campsite counts days, and not before', async () => {
    const stay = await desk.book({ arrival: '2027-08-24', departure: '2027-08-27' });
    clock = Date.parse('2027-08-23T21:59:59Z');
    expect(await act(stay, 'checkin')).toMatchObject({
      status: 409,
      body: { slug: 'before-cut-off', detail: 'Guests may come from 2027-08-24 on.' },
    });
    clock = Date.parse('2027-08-23T22:00:00Z');
    expect((await act(stay, 'checkin')).body).toMatchObject({ status: 'checkedIn' });
  });

  it('is not checked in while the party before is still there', async () => {
    const unitGroup = 'RIV2-BU4';
    const first = await desk.book({ unitGroup, arrival: '2027-08-26', departure: '2027-08-27' });
    clock = Date.parse('2027-08-26T10:00:00Z');
    await act(first, 'checkin');
    clock = Date.parse('2027-08-27T10:00:00Z');
    const { unitId: unit } = first;
    const second = await desk.book({
      unitGroup,
      unit,
      arrival: '2027-08-27',
      departure: '2027-08-29',
    });
    expect(await act(second, 'checkin')).toMatchObject({
      status: 409,
      body: {
        slug: 'unit-occupied',
        detail: `${unit} still has guests who have not checked out.`,
      },
    });
    await desk.ask('POST', `/finance/v1/folios/${first.folioId}/payments`, {
      action: 'capture',
      cents: first.totalCents,
    });
    await act(first, 'checkout');
    expect((await act(second, 'checkin')).body).toMatchObject({ status: 'checkedIn' });
  });
});
