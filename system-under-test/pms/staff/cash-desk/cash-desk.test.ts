// @module-tag needs/mariadb
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BookedStay, type Desk, openDesk } from '../../testing/desk.ts';
import { reception } from '../../testing/reception.ts';

/** Moved by tests; the task's clock. */
let clock = Date.parse('2027-07-20T08:00:00Z');
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ sweepSeconds: 3600 }, { now: () => (clock += 1) }, { units: 40 });
});
afterAll(() => desk.stop());

const { act, pay, charge, folioOf } = reception(() => desk);
const cash = (stay: BookedStay, action: string, cents: number) =>
  desk.ask('POST', `/finance/v1/folios/${stay.folioId}/payments`, {
    action,
    cents,
    method: 'cash',
  });
const invoice = (stay: BookedStay, key: string = randomUUID()) =>
  desk.askAs(
    'reception',
    'POST',
    `/finance/v1/folios/${stay.folioId}/invoices`,
    {},
    {
      'idempotency-key': key,
    },
  );
const closeDay = (day: string, property = 'RIV1') =>
  desk.ask('POST', '/finance/v1/day-closes', { property, day });
const deposit = (stay: BookedStay, cents: number) =>
  desk.ask('POST', `/finance/v1/folios/${stay.folioId}/deposits`, { cents });
const pitch = { unitGroup: 'RIV1-PS' } as const;

describe('cash', () => {
  it('is taken and given back apart from the card', async () => {
    const stay = await desk.book();
    expect((await cash(stay, 'capture', 700)).status).toBe(200);
    expect(await pay(stay, 'refund', 100)).toMatchObject({
      status: 409,
      body: { slug: 'exceeds-captured' },
    });
    expect((await cash(stay, 'refund', 200)).status).toBe(200);
    const { payments, balanceCents } = await folioOf(stay);
    expect(payments.filter(({ method }) => method === 'cash')).toMatchObject([
      { authorizedCents: 700, capturedCents: 700, refundedCents: 200 },
    ]);
    expect(balanceCents).toBe(stay.totalCents - 500);
    expect(await cash(stay, 'authorize', 100)).toMatchObject({
      status: 422,
      body: { detail: 'body.method: cash is captured or refunded, never authorized' },
    });
  });
});

describe('a deposit', () => {
  it('is paid before anybody comes in, and asked for of nobody who is there', async () => {
    const stay = await desk.book({ ...pitch, arrival: '2027-07-20', departure: '2027-07-22' });
    expect((await deposit(stay, 1000)).body).toMatchObject({ depositCents: 1000 });
    expect(await act(stay, 'checkin')).toMatchObject({
      status: 409,
      body: {
        slug: 'deposit-missing',
        detail:
          'A deposit of 1000 cents was asked for, and 0 are paid: capture the rest, or ask for less.',
      },
    });
    await cash(stay, 'capture', 1000);
    expect((await act(stay, 'checkin')).status).toBe(200);
    expect(await deposit(stay, 0)).toMatchObject({
      status: 409,
      body: { slug: 'illegal-transition' },
    });
  });

  it('is no more than the stay costs', async () => {
    const stay = await desk.book();
    expect(await deposit(stay, stay.totalCents + 1)).toMatchObject({
      status: 409,
      body: { slug: 'exceeds-charged' },
    });
    expect(await deposit(stay, -1)).toMatchObject({ status: 422 });
  });
});

describe('an invoice', () => {
  it('has what stands on none yet, with its tax, and is issued once for a key', async () => {
    const stay = await desk.book({ ...pitch, arrival: '2027-07-26', departure: '2027-07-28' });
    await charge(stay, 1220);
    const key = randomUUID();
    const [first, again] = await Promise.all([invoice(stay, key), invoice(stay, key)]);
    expect([first.status, again]).toEqual([201, first]);
    const { lines } = await folioOf(stay);
    const nights = lines.find(({ kind }) => kind === 'accommodation')?.cents ?? 0;
    expect(first.body).toMatchObject({
      kind: 'invoice',
      grossCents: stay.totalCents + 1220,
      vat: [
        { percent: 0, vatCents: 0 },
        { percent: 10, grossCents: nights, vatCents: Math.round(nights / 11) },
        { percent: 22, grossCents: 1220, vatCents: 220 },
      ],
    });
    expect(await invoice(stay)).toMatchObject({
      status: 409,
      body: { slug: 'nothing-to-invoice' },
    });
    await act(stay, 'cancel');
    expect((await invoice(stay)).body).toMatchObject({
      kind: 'credit-note',
      grossCents: -stay.totalCents,
    });
  });

  it('has the next number, whoever else issues one at the same time', async () => {
    const stays = [await desk.book(pitch), await desk.book(pitch), await desk.book(pitch)];
    await Promise.all(stays.map((stay) => invoice(stay)));
    const numbers = await desk.rows(
      `SELECT number FROM pms_riviera.invoice WHERE property_id = 'RIV1' ORDER BY number`,
    );
    expect(numbers.map(({ number }) => Number(number))).toEqual(numbers.map((_, i) => i + 1));
  });
});

describe('the close of a day', () => {
  it('has what moved on it; what moves later is booked on the day after', async () => {
    const stay = await desk.book({ ...pitch, arrival: '2027-07-27', departure: '2027-07-29' });
    clock = Date.parse('2027-07-21T10:00:00Z');
    await pay(stay, 'capture', 900);
    await pay(stay, 'refund', 100);
    await cash(stay, 'capture', 50);
    expect(await closeDay('2027-07-21')).toMatchObject({
      status: 201,
      body: { cardCents: 800, cashCents: 50 },
    });
    await pay(stay, 'capture', 10);
    const [late] = await desk.rows(
      'SELECT day FROM pms_riviera.payment_movement ORDER BY id DESC LIMIT 1',
    );
    expect(late).toEqual({ day: '2027-07-22' });
    expect(await closeDay('2027-07-21')).toMatchObject({
      status: 409,
      body: { slug: 'day-not-closable', detail: '2027-07-21 is closed already.' },
    });
    expect(await closeDay('2027-07-22')).toMatchObject({
      status: 409,
      body: { detail: '2027-07-22 has not come yet.' },
    });
    clock = Date.parse('2027-07-23T10:00:00Z');
    expect(await closeDay('2027-07-23')).toMatchObject({
      status: 409,
      body: { detail: 'Close 2027-07-22 first.' },
    });
    expect(await closeDay('2027-07-20')).toMatchObject({
      status: 409,
      body: { detail: '2027-07-21 is closed, and later.' },
    });
    expect((await closeDay('2027-07-22')).body).toMatchObject({ cardCents: 10, cashCents: 0 });
    expect(await closeDay('2027-07-23', 'DOL1')).toMatchObject({ status: 404 });
  });

  it('sees all that moved while it was closed, or none', async () => {
    clock = Date.parse('2027-07-23T11:00:00Z');
    const stays: BookedStay[] = [];
    while (stays.length < 6)
      stays.push(await desk.book({ ...pitch, arrival: '2027-08-25', departure: '2027-08-27' }));
    await Promise.all([
      ...stays.map((stay) => pay(stay, 'capture', 100)),
      closeDay('2027-07-23'),
      ...stays.map((stay) => cash(stay, 'capture', 100)),
    ]);
    const [off] = await desk.rows(
      `SELECT d.card_cents + d.cash_cents -
         (SELECT COALESCE(SUM(IF(kind = 'capture', cents, -cents)), 0) FROM pms_riviera.payment_movement m
          WHERE m.property_id = d.property_id AND m.day = d.day) AS off
       FROM pms_riviera.day_close d WHERE d.property_id = 'RIV1' AND d.day = '2027-07-23'`,
    );
    expect(off).toEqual({ off: 0 });
  });
});
