// @module-tag needs/mariadb
import * as fc from 'fast-check';
import { z } from 'zod';
import { expect } from 'vitest';
import { expireJob } from '../../../system-under-test/pms/booking/expire.ts';
import { addDays } from '../../../system-under-test/pms/domain/civil-date.ts';
import type { Move, Table } from '../table.ts';
import { units, which } from '../units.ts';
import { broughtBy, closeDay } from '../world.ts';

const identified = z.object({ id: z.string() });

export async function sweep({ checked, forgetContents, model, moment }: Table): Promise<void> {
  await expireJob.run(checked.desk.task.deps);
  forgetContents();
  model.expire(moment());
}

export async function wait({ checked }: Table, hours: number): Promise<void> {
  const { now, setClock } = checked;
  await setClock(new Date(now() + Math.round(hours * 3_600_000)).toISOString());
}

/** A unit is closed for repairs. */
const close = fc
  .record({
    unit: fc.constantFrom(...units),
    from: fc.integer({ min: -1, max: 3 }),
    nights: fc.integer({ min: 1, max: 3 }),
  })
  .map((step): Move => ({
    told: ['close', step],
    play: async (table) => {
      const { unit } = step;
      const arrival = addDays(table.moment().today, step.from);
      const place = { unit, arrival, departure: addDays(arrival, step.nights) };
      const legal = step.from >= 0 && table.model.isFree(place);
      const body = { unit, from: arrival, to: place.departure, reason: 'Repairs' };
      const path = '/inventory/v1/closures';
      const expected = { legal, done: 201, refused: step.from < 0 ? 422 : 409 };
      const answer = await table.send({ method: 'POST', path, body }, expected, ['close', step]);
      if (!legal) return;
      table.model.take(place);
      table.closures.push({ id: identified.parse(answer).id, place, isOpen: false });
    },
  }));

/** It is opened again; once. */
export async function open(table: Table, closure: Table['closures'][number]): Promise<void> {
  const path = `/inventory/v1/closure-actions/${closure.id}/end`;
  await table.send({ method: 'PUT', path }, { legal: !closure.isOpen }, ['open', { ...closure }]);
  if (!closure.isOpen) table.model.open(closure.place);
  closure.isOpen = true;
}

const openAgain = fc.record({ which }).map((step): Move => ({
  told: ['open', step],
  play: async (table) => {
    const closure = table.closures[step.which % Math.max(1, table.closures.length)];
    if (closure !== undefined) await open(table, closure);
  },
}));

/** The books of a day, mostly of the one whose turn it is. */
const closeBooks = fc.record({ days: fc.constantFrom(0, 0, -1, 1) }).map((step): Move => ({
  told: ['close the books', step],
  play: async ({ moment, world: { books }, send }) => {
    const { today } = moment();
    const day = addDays(books.lastClosed ?? addDays(today, -1), step.days + 1);
    const { card: cardCents, cash: cashCents } = broughtBy(books, day);
    const told = ['close the books', day, today, books.lastClosed] as const;
    const legal = closeDay(books, day, { now: 0, today });
    const body = { property: 'RIV1', day };
    const request = { method: 'POST', path: '/finance/v1/day-closes', body } as const;
    const answer = await send(request, { legal, done: 201 }, told);
    if (legal) expect([told, answer]).toMatchObject([told, { day, cardCents, cashCents }]);
  },
}));

/** A channel manager sets other prices; what was booked before keeps its own. */
const push = fc
  .record({
    group: fc.constantFrom('RIV1-PS', 'RIV1-PC'),
    from: fc.integer({ min: 0, max: 3 }),
    baseCents: fc.integer({ min: 1000, max: 9000 }),
  })
  .map((step): Move => ({
    told: ['push', step],
    play: async ({ moment, send }) => {
      const from = addDays(moment().today, step.from);
      const update = { unitGroup: step.group, from, to: addDays(from, 3) };
      const body = { updates: [{ ...update, baseCents: step.baseCents }] };
      const path = '/channel/v1/inventory';
      await send({ method: 'PUT', path, body }, { legal: true }, ['push', step]);
    },
  }));

export const houseMoves = [
  { weight: 3, arbitrary: close },
  { weight: 6, arbitrary: openAgain },
  { weight: 3, arbitrary: closeBooks },
  { weight: 2, arbitrary: push },
  { weight: 1, arbitrary: fc.constant<Move>({ told: ['sweep'], play: sweep }) },
  {
    weight: 9,
    arbitrary: fc
      .constantFrom(0.01, 0.02, 6, 24, 24, 24, 24)
      .map((hours): Move => ({ told: ['wait', hours], play: (table) => wait(table, hours) })),
  },
];
