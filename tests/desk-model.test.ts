// @module-tag needs/mariadb
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collected as all } from '../core/collected.ts';
import { checkInvariants } from '../probes/check-invariants.ts';
import { expireJob } from '../system-under-test/pms/booking/expire.ts';
import { addDays } from '../system-under-test/pms/domain/civil-date.ts';
import { localDay } from '../system-under-test/pms/domain/local-day.ts';
import { folioSchema } from '../system-under-test/pms/staff/folios/view.ts';
import type { BookedStay } from '../system-under-test/pms/testing/desk.ts';
import { visitor } from '../system-under-test/pms/testing/visitor.ts';
import { balanceOf, type ModelStay, oracle } from './desk-model/oracle.ts';
import { type CheckedDesk, openCheckedDesk } from './invariants/checked-desk.ts';

/** Sequences that are played; `BILANCIA_DESK_SEQUENCES=200` asks for more. Their days go on, and the season ends. */
const sequences = Number(process.env['BILANCIA_DESK_SEQUENCES'] ?? 10);
const group = 'RIV1-PS';
const units = ['RIV1-A001', 'RIV1-A002'] as const;

let checked: CheckedDesk;
/** Nights of the units that are held, as `unit night`; goes on from sequence to sequence. */
let taken: Set<string>;

beforeAll(async () => {
  checked = await openCheckedDesk('2027-09-07T08:00:00Z', { nights: 365 });
  const rows = await checked.desk.rows(
    `SELECT CONCAT(unit_id, ' ', night) AS held FROM pms_riviera.unit_night WHERE unit_id IN (?, ?)`,
    [...units],
  );
  taken = new Set(rows.map(({ held }) => String(held)));
});
afterAll(() => checked.desk.stop());

const which = fc.nat(5);
const cents = fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.constantFrom(100, 3200));
const command = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('book' as const),
      unit: fc.constantFrom(...units),
      /** Days from today: some are over. */
      from: fc.integer({ min: -1, max: 3 }),
      nights: fc.integer({ min: 1, max: 4 }),
      hold: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      action: fc.constantFrom('confirm', 'cancel', 'checkin', 'checkin', 'checkout', 'no-show'),
      which,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('charge' as const),
      cents: fc.oneof(cents, fc.integer({ min: -3000, max: -1 })),
      which,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('pay' as const),
      action: fc.constantFrom('authorize', 'capture', 'refund'),
      cents,
      which,
    }),
  },
  // All that is owed, as guests pay when they leave.
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pay all' as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sweep' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      hours: fc.constantFrom(0.01, 0.02, 6, 24),
    }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

/** Plays a sequence on the service and on the oracle, which must agree on every step. */
async function play(commands: readonly Command[]): Promise<void> {
  const { desk, setClock, now } = checked;
  const model = oracle(taken);
  const booked = new Map<ModelStay, BookedStay>();
  const moment = () => ({ now: now(), today: localDay(now()) });
  const pick = (index: number) => {
    const stay = model.stays[index % Math.max(1, model.stays.length)];
    const real = stay && booked.get(stay);
    return stay && real ? { stay, real } : undefined;
  };
  const agree = (step: unknown, status: number, legal: boolean): void =>
    expect([step, status]).toEqual([step, legal ? 200 : 409]);
  const pay = async (
    { stay, real }: { stay: ModelStay; real: BookedStay },
    action: 'authorize' | 'capture' | 'refund',
    amount: number,
  ): Promise<void> => {
    const before = { ...stay };
    const path = `/finance/v1/folios/${real.folioId}/payments`;
    const { status } = await desk.ask('POST', path, { action, cents: amount });
    agree([action, amount, before], status, model[action](stay, amount));
  };
  const book = async (wish: Extract<Command, { kind: 'book' }>): Promise<void> => {
    const { today } = moment();
    const arrival = addDays(today, wish.from);
    const stay = { unit: wish.unit, arrival, departure: addDays(arrival, wish.nights) };
    const free = model.isFree(wish.unit, arrival, stay.departure);
    const guest = visitor(desk.task);
    const quote = { unitGroup: group, ...stay, adults: 2, children: 0 };
    const { status } = await guest.send('/booking/v1/quotes', quote);
    const expected = wish.from < 0 ? 422 : free ? 201 : 409;
    expect([wish, status]).toEqual([wish, expected]);
    if (status !== 201) return;
    const real = await desk.book({ unitGroup: group, ...stay, hold: wish.hold });
    const { totalCents } = real;
    const made: ModelStay = {
      ...stay,
      totalCents,
      status: wish.hold ? 'option' : 'confirmed',
      authorized: wish.hold ? 0 : totalCents,
      captured: 0,
      refunded: 0,
      extras: 0,
      expires: now() + 60_000,
    };
    model.book(made);
    booked.set(made, real);
  };
  const sweep = async (): Promise<void> => {
    await expireJob.run(desk.task.deps);
    model.expire(moment());
  };
  const wait = (hours: number): Promise<void> =>
    setClock(new Date(now() + Math.round(hours * 3_600_000)).toISOString());
  for (const step of commands) {
    if (step.kind === 'book') await book(step);
    else if (step.kind === 'wait') await wait(step.hours);
    else if (step.kind === 'sweep') await sweep();
    else {
      const picked = pick(step.which);
      if (picked === undefined) continue;
      const { stay, real } = picked;
      if (step.kind === 'act') {
        const before = { ...stay };
        const path = `/booking/v1/reservation-actions/${real.reservationId}/${step.action}`;
        const { status } = await desk.ask('PUT', path);
        agree([step.action, before], status, model[step.action](stay, moment()));
      } else if (step.kind === 'charge') {
        const before = { ...stay };
        const path = `/finance/v1/folios/${real.folioId}/charges`;
        const body = { description: 'Extra', cents: step.cents };
        const { status } = await desk.ask('POST', path, body);
        agree([step, before], status, model.charge(stay, step.cents));
      } else if (step.kind === 'pay') await pay(picked, step.action, step.cents);
      else {
        const owed = balanceOf(stay);
        const missing = owed - (stay.authorized - stay.captured);
        if (missing > 0) await pay(picked, 'authorize', missing);
        if (owed > 0) await pay(picked, 'capture', owed);
      }
    }
  }
  // The sweep is never long in coming.
  await wait(0.1);
  await sweep();
  for (const [stay, real] of booked) {
    const folio = folioSchema.parse(
      (await desk.ask('GET', `/finance/v1/folios/${real.folioId}`)).body,
    );
    const sum = (name: 'authorizedCents' | 'capturedCents' | 'refundedCents') =>
      folio.payments.reduce((total, each) => total + each[name], 0);
    expect([
      folio.balanceCents,
      sum('authorizedCents'),
      sum('capturedCents'),
      sum('refundedCents'),
    ]).toEqual([balanceOf(stay), stay.authorized, stay.captured, stay.refunded]);
  }
  const held = await desk.rows(
    `SELECT CONCAT(unit_id, ' ', night) AS held FROM pms_riviera.unit_night WHERE unit_id IN (?, ?)`,
    [...units],
  );
  expect(held.map((row) => String(row['held'])).toSorted()).toEqual([...taken].toSorted());
  // The next sequence begins on free units: nobody stays in house that its oracle does not know.
  for (const [stay, real] of booked) {
    if (stay.status !== 'checkedIn') continue;
    const owed = balanceOf(stay);
    const pair = { stay, real };
    const missing = owed - (stay.authorized - stay.captured);
    if (missing > 0) await pay(pair, 'authorize', missing);
    if (owed > 0) await pay(pair, 'capture', owed);
    const path = `/booking/v1/reservation-actions/${real.reservationId}/checkout`;
    expect((await desk.ask('PUT', path)).status).toBe(200);
    model.checkout(stay, moment());
  }
}

describe('the desk, whatever guests and staff do in whatever order', () => {
  it(
    'does what its rules in a few lines say: nothing legal is refused, nothing else is done, no invariant breaks',
    async () => {
      const commands = fc.array(command, { minLength: 10, maxLength: 40, size: 'max' });
      await fc.assert(
        fc.asyncProperty(commands, async (steps) => {
          await play(steps);
          await checked.setClock(new Date(checked.now()).toISOString());
          const checks = await all(checkInvariants(checked.database, 'after', checked.now));
          expect(checks.filter(({ violations }) => violations > 0)).toEqual([]);
        }),
        // A smaller sequence would be played on what the larger one left.
        { numRuns: sequences, endOnFailure: true },
      );
    },
    sequences * 10_000 + 60_000,
  );
});
