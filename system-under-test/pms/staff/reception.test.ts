// @module-tag needs/mariadb
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sumCents } from '../domain/pricing.ts';
import { isLegalStep } from '../domain/reservation-status.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { reception } from '../testing/reception.ts';

const july = Date.parse('2027-07-15T10:00:00Z');
const arrivalDay = Date.parse('2027-08-24T10:00:00Z');
/** A stay that begins on `arrivalDay`, wherever something is free. */
const inAugust = { arrival: '2027-08-24', departure: '2027-08-27' };
/** Moved by tests; the task's clock. */
let clock = july;
let desk: Desk;

beforeAll(async () => {
  // Options must not run out while their clock is moved about.
  desk = await openDesk({ sweepSeconds: 3600 }, { now: () => clock });
});
afterAll(() => desk.stop());

const { act, pay, folioOf, nightsOf, countersOff, receiptsOf, events } = reception(() => desk);

describe('a reservation', () => {
  it('goes from booking to check-out, leaving its history and telling the police and the books', async () => {
    const stay = await desk.book(inAugust);
    clock = arrivalDay;
    expect((await act(stay, 'checkin')).body).toMatchObject({
      status: 'checkedIn',
      tenant: 'riviera',
    });
    const unsettled = await act(stay, 'checkout');
    expect(unsettled).toMatchObject({
      status: 409,
      body: {
        slug: 'folio-not-settled',
        detail: `The folio's balance is ${stay.totalCents} cents, not 0.`,
      },
    });
    await pay(stay, 'capture', stay.totalCents);
    expect((await act(stay, 'checkout')).body).toMatchObject({ status: 'checkedOut' });
    const history = await desk.rows(
      'SELECT from_status, to_status, actor FROM pms_riviera.reservation_history WHERE reservation_id = ? ORDER BY id',
      [stay.reservationId],
    );
    expect(history).toEqual([
      { from_status: null, to_status: 'confirmed', actor: 'guest' },
      { from_status: 'confirmed', to_status: 'checkedIn', actor: 'manager' },
      { from_status: 'checkedIn', to_status: 'checkedOut', actor: 'manager' },
    ]);
    expect(await events(stay, 'police')).toHaveLength(1);
    expect(await events(stay, 'erp')).toHaveLength(1);
    clock = july;
  });

  it('that is cancelled gives its nights back, takes its charges back, refunds what was paid, and says so', async () => {
    const stay = await desk.book();
    expect(await nightsOf(stay)).toHaveLength(2);
    await pay(stay, 'capture', 500);
    expect((await act(stay, 'cancel')).body).toMatchObject({ status: 'cancelled' });
    expect(await nightsOf(stay)).toEqual([]);
    expect(await countersOff()).toEqual([]);
    const folio = await folioOf(stay);
    expect(folio.balanceCents).toBe(0);
    expect(folio.payments).toMatchObject([{ capturedCents: 500, refundedCents: 500 }]);
    expect(await receiptsOf(stay)).toEqual([
      { kind: 'capture', cents: 500 },
      { kind: 'refund', cents: 500 },
    ]);
    const back = folio.lines.filter(({ kind }) => kind === 'cancellation');
    // Nights and tourist tax, each at its own rate of value-added tax.
    expect(back.map(({ description }) => description)).toEqual(['Cancellation', 'Cancellation']);
    expect(sumCents(back)).toBe(-stay.totalCents);
    const told = await events(stay, 'availability');
    const [last] = told.map(({ payload }) => String(payload)).slice(-1);
    expect(JSON.parse(last ?? '')).toMatchObject({ unit: stay.unitId, free: true });
  });

  it('is a no-show only after the arrival day, as the campsite counts days', async () => {
    const stay = await desk.book({
      unitGroup: 'RIV1-PS',
      arrival: '2027-08-24',
      departure: '2027-08-27',
    });
    clock = Date.parse('2027-08-24T21:59:59Z');
    expect(await act(stay, 'no-show')).toMatchObject({
      status: 409,
      body: {
        slug: 'before-cut-off',
        detail: 'Guests may still come until the end of 2027-08-24.',
      },
    });
    clock = Date.parse('2027-08-24T22:00:00Z');
    expect((await act(stay, 'no-show')).body).toMatchObject({ status: 'noShow' });
    expect(await nightsOf(stay)).toEqual([]);
    clock = july;
  });

  it('is not checked in before its first day, nor once its last night is over', async () => {
    const stay = await desk.book(inAugust);
    expect(await act(stay, 'checkin')).toMatchObject({
      status: 409,
      body: { slug: 'before-cut-off', detail: 'Guests may come from 2027-08-24 on.' },
    });
    clock = Date.parse('2027-08-26T22:00:00Z');
    expect(await act(stay, 'checkin')).toMatchObject({
      status: 409,
      body: { slug: 'stay-over', detail: 'The stay ended on 2027-08-27: it is a no-show.' },
    });
    clock = Date.parse('2027-08-26T21:59:59Z');
    expect((await act(stay, 'checkin')).status).toBe(200);
    clock = july;
  });

  it('that leaves early keeps the nights it slept and gives back the others', async () => {
    const stay = await desk.book({
      unitGroup: 'RIV1-PC',
      arrival: '2027-08-24',
      departure: '2027-08-27',
    });
    clock = arrivalDay;
    await act(stay, 'checkin');
    await pay(stay, 'capture', stay.totalCents);
    clock = Date.parse('2027-08-25T08:00:00Z');
    expect((await act(stay, 'checkout')).body).toMatchObject({ status: 'checkedOut' });
    expect(await nightsOf(stay)).toEqual([{ night: '2027-08-24' }]);
    expect(await countersOff()).toEqual([]);
    clock = july;
  });

  it('as an option can be confirmed until it runs out, and then has its price authorized', async () => {
    const stay = await desk.book({ hold: true });
    expect((await act(stay, 'confirm')).body).toMatchObject({ status: 'confirmed' });
    const { payments } = await folioOf(stay);
    expect(payments).toMatchObject([{ authorizedCents: stay.totalCents, capturedCents: 0 }]);
    const late = await desk.book({ hold: true });
    clock += 61_000;
    expect(await act(late, 'confirm')).toMatchObject({
      status: 409,
      body: { slug: 'illegal-transition' },
    });
    clock -= 61_000;
  });

  it('is changed once when many ask for the same step at the same time', async () => {
    const stay = await desk.book();
    const answers = await Promise.all(Array.from({ length: 12 }, () => act(stay, 'cancel')));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200,
      ...Array.from({ length: 11 }, () => 409),
    ]);
    expect(await countersOff()).toEqual([]);
  });

  it('takes exactly the legal steps, in whatever order they are asked', async () => {
    const actions = ['confirm', 'cancel', 'checkin', 'checkout', 'no-show'] as const;
    const reached = {
      confirm: 'confirmed',
      cancel: 'cancelled',
      checkin: 'checkedIn',
      checkout: 'checkedOut',
      'no-show': 'noShow',
    } as const;
    const sequences = fc.array(fc.constantFrom(...actions), { minLength: 1, maxLength: 5 });
    clock = arrivalDay;
    await fc.assert(
      fc.asyncProperty(fc.boolean(), sequences, async (hold, sequence) => {
        const stay = await desk.book({ ...inAugust, hold });
        await pay(stay, 'authorize', stay.totalCents);
        await pay(stay, 'capture', stay.totalCents);
        let status: Parameters<typeof isLegalStep>[1] = hold ? 'option' : 'confirmed';
        for (const action of sequence) {
          const to = reached[action];
          // The day is not over: a no-show is legal, and too early.
          const legal = isLegalStep(status, to) && to !== 'noShow';
          const answer = await act(stay, action);
          expect([action, status, answer.status]).toEqual([action, status, legal ? 200 : 409]);
          if (legal) status = to;
        }
        if (status !== 'cancelled') await act(stay, 'cancel');
      }),
      { numRuns: 12 },
    );
    clock = july;
    expect(await countersOff()).toEqual([]);
  });
});
