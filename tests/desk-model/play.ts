// @module-tag needs/mariadb
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { collected as all } from '../../core/collected.ts';
import { checkInvariants } from '../../probes/check-invariants.ts';
import { folioSchema } from '../../system-under-test/pms/staff/folios/view.ts';
import type { CheckedDesk } from '../invariants/checked-desk.ts';
import { balanceOf, sumOf } from './booking.ts';
import { bookingMoves } from './moves/bookings.ts';
import { folioMoves, payAll } from './moves/folios.ts';
import { houseMoves, open, sweep, wait } from './moves/house.ts';
import { stayMoves } from './moves/stays.ts';
import { layTable, type Move, type Table } from './table.ts';
import { units } from './units.ts';
import type { World } from './world.ts';

const move = fc.oneof(...bookingMoves, ...stayMoves, ...folioMoves, ...houseMoves);
/** What guests and staff do, in whatever order. */
export const sequence = fc.array(move, { minLength: 80, maxLength: 100, size: 'max' });

const heldNights = async ({ desk }: CheckedDesk): Promise<string[]> => {
  const rows = await desk.rows(
    `SELECT CONCAT(unit_id, ' ', night) AS held FROM pms_riviera.unit_night WHERE unit_id IN (?, ?, ?)`,
    [...units],
  );
  return rows.map(({ held }) => String(held)).toSorted();
};

/** What the oracle must know of a desk before the first sequence, whose units nobody has booked. */
export async function worldOf(checked: CheckedDesk): Promise<World> {
  const { desk } = checked;
  const seeded = await desk.rows(
    `SELECT id FROM pms_riviera.reservation WHERE status = 'confirmed' AND unit_id IN (?, ?, ?)`,
    [...units],
  );
  for (const { id } of seeded)
    expect(await desk.ask('PUT', `/booking/v1/reservation-actions/${id}/cancel`)).toMatchObject({
      status: 200,
    });
  const moved = await desk.rows(
    `SELECT day, SUM(IF(method = 'card', 1, 0) * IF(kind = 'capture', cents, -cents)) AS card,
      SUM(IF(method = 'cash', 1, 0) * IF(kind = 'capture', cents, -cents)) AS cash
    FROM pms_riviera.payment_movement WHERE property_id = 'RIV1' GROUP BY day`,
  );
  const days = new Map(
    moved.map(({ day, card, cash }) => [String(day), { card: Number(card), cash: Number(cash) }]),
  );
  return {
    taken: new Set(await heldNights(checked)),
    books: { lastClosed: undefined, days },
    counts: new Map(),
  };
}

/** Plays a sequence on the service and on the oracle, which must agree on every step and afterwards on all there is. */
export async function play(
  checked: CheckedDesk,
  world: World,
  moves: readonly Move[],
): Promise<void> {
  const table = layTable(checked, world);
  for (const each of moves) await each.play(table);
  // The sweep is never long in coming.
  await wait(table, 0.1);
  await sweep(table);
  for (const booking of table.model.bookings) await compareFolio(table, booking);
  expect(await heldNights(checked)).toEqual([...world.taken].toSorted());
  await clear(table);
  await checked.setClock(new Date(checked.now()).toISOString());
  const checks = await all(checkInvariants(checked.database, 'after', checked.now));
  expect(checks.filter(({ violations }) => violations > 0)).toEqual([]);
}

async function compareFolio(
  { checked: { desk } }: Table,
  booking: Table['model']['bookings'][number],
): Promise<void> {
  const { body } = await desk.ask('GET', `/finance/v1/folios/${booking.folioId}`);
  const { balanceCents, depositCents, payments } = folioSchema.parse(body);
  const sum = (name: 'authorizedCents' | 'capturedCents' | 'refundedCents') =>
    payments.reduce((total, each) => total + each[name], 0);
  expect([
    balanceCents,
    depositCents,
    sum('authorizedCents'),
    sum('capturedCents'),
    sum('refundedCents'),
  ]).toEqual([
    balanceOf(booking),
    booking.deposit,
    sumOf(booking, 'authorized'),
    sumOf(booking, 'captured'),
    sumOf(booking, 'refunded'),
  ]);
}

/** The next sequence begins without anybody who is awaited or in house, or a unit closed, that its oracle does not know. */
async function clear(table: Table): Promise<void> {
  for (const closure of table.closures) if (!closure.isOpen) await open(table, closure);
  for (const booking of table.model.bookings)
    for (const stay of booking.stays) {
      const step = { booking, stay, moment: table.moment() };
      const isInHouse = stay.status === 'checkedIn';
      if (isInHouse) await payAll(table, step);
      else if (stay.status !== 'confirmed') continue;
      const action = isInHouse ? 'checkout' : 'cancel';
      const path = `/booking/v1/reservation-actions/${stay.id}/${action}`;
      const legal = table.model[action](step);
      await table.send({ method: 'PUT', path }, { legal }, [action, structuredClone(step)]);
    }
}
