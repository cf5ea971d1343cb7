// @module-tag needs/mariadb
import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Desk, openDesk } from '../testing/desk.ts';
import { reception } from '../testing/reception.ts';

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

const { act, pay, charge, folioOf, receiptsOf } = reception(() => desk);

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
