// @module-tag needs/mariadb
import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isLegalStep } from '../domain/reservation-status.ts';
import { folioSchema } from './folios/view.ts';
import { type BookedStay, type Desk, openDesk } from '../testing/desk.ts';

const slug = z.looseObject({ slug: z.string() });
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

const act = (stay: BookedStay, action: string) =>
  desk.ask('PUT', `/booking/v1/reservation-actions/${stay.reservationId}/${action}`);
const pay = (stay: BookedStay, action: string, cents: number) =>
  desk.ask('POST', `/finance/v1/folios/${stay.folioId}/payments`, { action, cents });
const charge = (stay: BookedStay, cents: number) =>
  desk.ask('POST', `/finance/v1/folios/${stay.folioId}/charges`, { description: 'Extra', cents });
const folioOf = async (stay: BookedStay) =>
  folioSchema.parse((await desk.ask('GET', `/finance/v1/folios/${stay.folioId}`)).body);
const nightsOf = (stay: BookedStay) =>
  desk.rows('SELECT night FROM pms_riviera.unit_night WHERE reservation_id = ?', [
    stay.reservationId,
  ]);
/** Nights on which the counter and the live rows differ. */
const countersOff = () =>
  desk.rows(
    `SELECT a.unit_group_id, a.night, a.sold, COUNT(n.unit_id) AS live
     FROM pms_riviera.availability_day a
     LEFT JOIN pms_riviera.unit u ON u.unit_group_id = a.unit_group_id
     LEFT JOIN pms_riviera.unit_night n ON n.unit_id = u.id AND n.night = a.night
     GROUP BY a.unit_group_id, a.night, a.sold HAVING a.sold <> live`,
  );
const receiptsOf = async (stay: BookedStay) =>
  (
    await desk.rows('SELECT payload FROM pms_riviera.outbox WHERE topic = ? ORDER BY id', [
      `fiscal/${stay.folioId}`,
    ])
  ).map(({ payload }): unknown => JSON.parse(String(payload)));
const events = (stay: BookedStay, prefix: string) =>
  desk.rows('SELECT topic, payload FROM pms_riviera.outbox WHERE topic LIKE ? AND payload LIKE ?', [
    `${prefix}%`,
    `%${prefix === 'availability' ? stay.unitId : stay.reservationId}%`,
  ]);

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
    expect(folio.lines.at(-1)).toEqual({
      kind: 'cancellation',
      description: 'Cancellation',
      cents: -stay.totalCents,
    });
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

describe('a folio', () => {
  it('refuses what was not authorized or not captured, and says how much is left', async () => {
    const stay = await desk.book();
    expect(await pay(stay, 'capture', stay.totalCents + 1)).toMatchObject({
      status: 409,
      body: {
        slug: 'exceeds-authorized',
        detail: `At most ${stay.totalCents} cents are left for this capture.`,
      },
    });
    expect(await pay(stay, 'refund', 1)).toMatchObject({
      status: 409,
      body: { slug: 'exceeds-captured' },
    });
    expect(await pay(stay, 'capture', 0)).toMatchObject({ status: 422, body: { slug: 'invalid' } });
    expect(await desk.ask('GET', '/finance/v1/folios/none')).toMatchObject({
      status: 404,
      body: { slug: 'unknown-folio' },
    });
  });

  it('never takes more than is charged, and refunds what a charge that is taken back leaves over', async () => {
    const stay = await desk.book();
    await pay(stay, 'authorize', 1000);
    expect(await pay(stay, 'capture', stay.totalCents + 1)).toMatchObject({
      status: 409,
      body: {
        slug: 'exceeds-charged',
        detail: `At most ${stay.totalCents} cents are left to pay.`,
      },
    });
    await charge(stay, 1000);
    await pay(stay, 'capture', stay.totalCents + 1000);
    expect((await charge(stay, -600)).body).toMatchObject({ balanceCents: 0 });
    expect((await receiptsOf(stay)).at(-1)).toEqual({ kind: 'refund', cents: 600 });
  });

  it('is closed once the stay has ended: nothing is charged, authorized, captured or refunded any more', async () => {
    const cancelled = await desk.book();
    await act(cancelled, 'cancel');
    const left = await desk.book(inAugust);
    clock = arrivalDay;
    await act(left, 'checkin');
    await pay(left, 'capture', left.totalCents);
    await act(left, 'checkout');
    for (const stay of [cancelled, left]) {
      const asked = await Promise.all([
        charge(stay, 1),
        ...['authorize', 'capture', 'refund'].map((action) => pay(stay, action, 1)),
      ]);
      expect(asked.map(({ status, body }) => [status, slug.parse(body).slug])).toEqual(
        asked.map(() => [409, 'folio-closed']),
      );
      expect((await folioOf(stay)).balanceCents).toBe(0);
    }
    clock = july;
  });

  it('keeps what was consumed when the stay is cancelled, which may then be paid, and no cent more', async () => {
    const stay = await desk.book();
    await charge(stay, 300);
    await pay(stay, 'capture', 200);
    await act(stay, 'cancel');
    expect(await folioOf(stay)).toMatchObject({ balanceCents: 100 });
    expect(await pay(stay, 'capture', 101)).toMatchObject({
      body: {
        slug: 'folio-closed',
        detail: 'The stay is cancelled, and only 100 cents are owed.',
      },
    });
    expect((await pay(stay, 'capture', 100)).body).toMatchObject({ balanceCents: 0 });
  });

  it('moves once for a key, however often it is asked, and refuses the key for anything else', async () => {
    const stay = await desk.book();
    const path = `/finance/v1/folios/${stay.folioId}`;
    const key = { 'idempotency-key': randomUUID() };
    const body = { action: 'capture', cents: 100 };
    const again = () => desk.askAs('manager', 'POST', `${path}/payments`, body, key);
    const answers = await Promise.all(Array.from({ length: 6 }, again));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveProperty('size', 1);
    expect(await receiptsOf(stay)).toEqual([{ kind: 'capture', cents: 100 }]);
    for (const [where, other] of [
      ['payments', { action: 'capture', cents: 101 }],
      ['charges', { description: 'Extra', cents: 100 }],
    ] as const)
      expect(await desk.askAs('manager', 'POST', `${path}/${where}`, other, key)).toMatchObject({
        status: 422,
        body: { slug: 'idempotency-key-reused' },
      });
    const keyless = { 'idempotency-key': '' };
    expect(await desk.askAs('manager', 'POST', `${path}/payments`, body, keyless)).toMatchObject({
      status: 422,
    });
  });

  it('lets reception move as much as reception may', async () => {
    const stay = await desk.book();
    const body = { description: 'Extra', cents: 100_001 };
    const path = `/finance/v1/folios/${stay.folioId}`;
    expect(await desk.askAs('reception', 'POST', `${path}/charges`, body)).toMatchObject({
      status: 403,
      body: {
        detail: 'The role reception may charge at most 100000 cents at once; a manager may more.',
      },
    });
    const refund = { action: 'refund', cents: 50_001 };
    expect(await desk.askAs('reception', 'POST', `${path}/payments`, refund)).toMatchObject({
      status: 403,
    });
    expect((await charge(stay, 100_001)).status).toBe(200);
  });

  it('takes back no more extras than were charged', async () => {
    const stay = await desk.book();
    await charge(stay, 500);
    expect(await charge(stay, -501)).toMatchObject({
      status: 409,
      body: { slug: 'exceeds-charged', detail: 'At most 500 cents of extras can be taken back.' },
    });
    expect((await charge(stay, -500)).status).toBe(200);
  });

  it('asks for a receipt with every payment that moved money, and for none that was refused', async () => {
    const stay = await desk.book();
    await pay(stay, 'capture', 700);
    await pay(stay, 'capture', 10_000_000);
    await pay(stay, 'refund', 200);
    expect(await receiptsOf(stay)).toEqual([
      { kind: 'capture', cents: 700 },
      { kind: 'refund', cents: 200 },
    ]);
  });

  it('keeps its arithmetic when many pay and charge at the same time', async () => {
    const steps = fc.array(
      fc.record({
        action: fc.constantFrom('authorize', 'capture', 'refund', 'charge'),
        cents: fc.integer({ min: 1, max: 3000 }),
      }),
      { minLength: 4, maxLength: 16 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const stay = await desk.book();
        const answers = await Promise.all(
          sequence.map(({ action, cents }) =>
            action === 'charge' ? charge(stay, cents) : pay(stay, action, cents),
          ),
        );
        const taken = (kind: string) =>
          sequence.reduce(
            (sum, { action, cents }, index) =>
              sum + (action === kind && answers[index]?.status === 200 ? cents : 0),
            0,
          );
        const folio = await folioOf(stay);
        const sum = (name: 'authorizedCents' | 'capturedCents' | 'refundedCents') =>
          folio.payments.reduce((all, each) => all + each[name], 0);
        expect(sum('authorizedCents')).toBe(stay.totalCents + taken('authorize'));
        expect(sum('capturedCents')).toBe(taken('capture'));
        expect(sum('refundedCents')).toBe(taken('refund'));
        expect(folio.balanceCents).toBe(
          stay.totalCents + taken('charge') - taken('capture') + taken('refund'),
        );
        await act(stay, 'cancel');
      }),
      { numRuns: 8 },
    );
  });

  it('is guarded by the database too: a planted fault in the arithmetic does not get in', async () => {
    const stay = await desk.book();
    const spoil =
      'UPDATE pms_riviera.payment SET captured_cents = authorized_cents + 1 WHERE folio_id = ?';
    await expect(desk.rows(spoil, [stay.folioId])).rejects.toThrow(/CONSTRAINT/);
  });
});
