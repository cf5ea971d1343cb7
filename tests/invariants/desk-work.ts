// @module-tag needs/mariadb
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { BookedStay, Desk } from '../../system-under-test/pms/testing/desk.ts';
import { visitor } from '../../system-under-test/pms/testing/visitor.ts';
import { freeUnit, nights, reception } from './guests-and-staff.ts';

/** What the desk did on its last day beside checking people in and out. */
export interface DeskWork {
  /** Moved to another unit and other nights. */
  readonly moved: BookedStay;
  /** Two units in one booking, with children of known ages. */
  readonly family: BookedStay;
  /** Cancelled so late that it costs something. */
  readonly late: BookedStay;
  /** In house after a deposit in cash, with an invoice. */
  readonly deposited: BookedStay;
  readonly closure: string;
  readonly reopened: string;
}

const identified = z.object({ id: z.string() });

/** Does the work of 23 July 2027. */
export async function workAtDesk(desk: Desk): Promise<DeskWork> {
  const { act, pay } = reception(desk);
  const ok = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await desk.ask(method, path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer.body;
  };

  const moved = await desk.book({ unitGroup: 'RIV1-PS', ...nights(28, 30) });
  const change = { version: 1, unit: await freeUnit(desk, 'RIV1-PC', nights(27, 30)) };
  await ok('PUT', `/booking/v1/reservations/${moved.reservationId}/stay`, {
    ...change,
    ...nights(27, 30),
  });

  const close = async (): Promise<string> => {
    const unit = await freeUnit(desk, 'RIV2-PC', nights(28, 31));
    const body = { unit, from: '2027-07-28', to: '2027-07-31', reason: 'New taps' };
    return identified.parse(await ok('POST', '/inventory/v1/closures', body)).id;
  };
  const [closure, reopened] = [await close(), await close()];
  await ok('PUT', `/inventory/v1/closure-actions/${reopened}/end`);

  const late = await desk.book({ unitGroup: 'RIV1-PS', ...nights(24, 26) });
  await pay(late, 'capture', 100);
  await act(late, 'cancel');

  const deposited = await desk.book({ unitGroup: 'RIV1-PS', ...nights(23, 26) });
  const folio = `/finance/v1/folios/${deposited.folioId}`;
  await ok('POST', `${folio}/deposits`, { cents: 1000 });
  await ok('POST', `${folio}/payments`, { action: 'capture', cents: 1500, method: 'cash' });
  await act(deposited, 'checkin');
  await ok('POST', `${folio}/invoices`, {});
  await ok('POST', `/finance/v1/folios/${late.folioId}/invoices`, {});
  for (const day of ['2027-07-22', '2027-07-23'])
    await ok('POST', '/finance/v1/day-closes', { property: 'RIV1', day });
  await pay(deposited, 'capture', 300);

  await ok('POST', '/channel/v1/bookings', {
    channel: 'otherside.example',
    reference: 'X1',
    unitGroup: 'RIV2-PS',
    ...nights(26, 28),
    adults: 2,
    children: 0,
    guest: { givenName: 'Person', surname: 'Guest 0002', email: 'guest2@example.test' },
  });
  await ok('PUT', '/channel/v1/inventory', {
    updates: [{ unitGroup: 'RIV1-BU6', from: '2027-08-20', to: '2027-08-22', closed: true }],
  });
  const family = await bookFamily(desk);
  await cancelOwn(desk);
  return { moved, family, late, deposited, closure, reopened };
}

async function bookFamily({ task }: Desk): Promise<BookedStay> {
  const guest = visitor(task);
  const stay = { unitGroup: 'RIV2-MH4', ...nights(29, 31), adults: 2, children: 2 };
  const first = await guest.quote({ ...stay, childrenAges: [2, 15] });
  const second = await guest.quote({ ...stay, unitGroup: 'RIV2-PS', children: 0 });
  const made = await guest.book(first.id, { moreQuoteIds: [second.id] });
  const [reservation] = made.reservations;
  if (reservation === undefined) throw new Error('a booking without reservation');
  const { id: bookingId, folioId, totalCents } = made;
  return {
    reservationId: reservation.id,
    bookingId,
    folioId,
    totalCents,
    unitId: reservation.unit.id,
  };
}

/** A guest finds and cancels a booking. */
async function cancelOwn({ task }: Desk): Promise<void> {
  const guest = visitor(task);
  const quote = await guest.quote({ unitGroup: 'RIV2-PS', ...nights(28, 30) });
  const { reference } = await guest.book(quote.id);
  const claim = { reference, email: 'guest1@example.test' };
  const response = await guest.send('/booking/v1/own-booking/cancellation', claim, {
    'idempotency-key': randomUUID(),
  });
  if (response.status !== 200) throw new Error(await response.text());
}
