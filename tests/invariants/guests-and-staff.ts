// @module-tag needs/mariadb
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { deskStay } from '../../system-under-test/pms/staff/desk/day.ts';
import type { BookedStay, Desk } from '../../system-under-test/pms/testing/desk.ts';
import { bookingBody, visitor } from '../../system-under-test/pms/testing/visitor.ts';

/** Days of July 2027. */
export function nights(arrival: number, departure: number): { arrival: string; departure: string } {
  return { arrival: `2027-07-${arrival}`, departure: `2027-07-${departure}` };
}

/** What staff do with a stay; each fails when the service refuses. */
export function reception(desk: Desk) {
  const ok = async (method: string, path: string, body?: unknown): Promise<void> => {
    const answer = await desk.ask(method, path, body);
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  };
  return {
    act: (stay: BookedStay, action: string): Promise<void> =>
      ok('PUT', `/booking/v1/reservation-actions/${stay.reservationId}/${action}`),
    pay: (stay: BookedStay, action: string, cents: number): Promise<void> =>
      ok('POST', `/finance/v1/folios/${stay.folioId}/payments`, { action, cents }),
    /** Below 0 it is taken back. */
    charge: (stay: BookedStay, cents: number): Promise<void> =>
      ok('POST', `/finance/v1/folios/${stay.folioId}/charges`, { description: 'Bicycle', cents }),
    register: (stay: BookedStay, count: number): Promise<void> =>
      ok('PUT', `/booking/v1/reservations/${stay.reservationId}/guests`, {
        guests: Array.from({ length: count }, (_, i) => ({
          givenName: `Person ${i + 1}`,
          surname: 'Guest 0001',
          sex: 'F',
          birthDate: '1980-01-01',
          birthState: '100000215',
          citizenship: '100000215',
        })),
      }),
  };
}

const deskOfDay = z.object({ departures: z.array(deskStay) });

/** Whoever leaves on a day of July 2027 pays and is checked out. */
export async function checkOutDue(desk: Desk, day: number): Promise<void> {
  const ok = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await desk.ask(method, path, body);
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer.body;
  };
  for (const property of ['RIV1', 'RIV2']) {
    const path = `/booking/v1/desk?property=${property}&date=2027-07-${day}`;
    const { departures } = deskOfDay.parse(await ok('GET', path));
    for (const { reservationId, folioId, status, balanceCents } of departures) {
      if (status === 'checkedOut') continue;
      const payment = { action: 'capture', cents: balanceCents };
      if (balanceCents > 0) await ok('POST', `/finance/v1/folios/${folioId}/payments`, payment);
      await ok('PUT', `/booking/v1/reservation-actions/${reservationId}/checkout`);
    }
  }
}

export async function bookWithServices({ task }: Desk): Promise<BookedStay> {
  const guest = visitor(task);
  const services = [
    { code: 'DOG', quantity: 2 },
    { code: 'CLEAN', quantity: 1 },
  ];
  const stay = { unitGroup: 'RIV2-MH6', ...nights(24, 27), adults: 4, children: 1, services };
  const booking = await guest.book((await guest.quote(stay)).id);
  const [reservation] = booking.reservations;
  if (reservation === undefined) throw new Error('a booking without reservation');
  const { id: bookingId, folioId, totalCents } = booking;
  const { id: reservationId, unit } = reservation;
  return { reservationId, bookingId, folioId, totalCents, unitId: unit.id };
}

/** Twelve want one unit at once, one asks twice and once otherwise, and somebody books with the other tenant. */
export async function race({ task }: Desk): Promise<void> {
  const guest = visitor(task);
  const wish = { unitGroup: 'RIV1-BU4', ...nights(26, 29) };
  const [unit = ''] = await guest.freeUnits(wish.unitGroup, wish.arrival, wish.departure);
  const quotes = await Promise.all(
    Array.from({ length: 12 }, () => guest.quote({ ...wish, unit })),
  );
  await Promise.all(quotes.map((quote) => guest.tryToBook(quote.id)));

  const { id } = await guest.quote({ unitGroup: 'RIV1-MH4', ...nights(24, 26) });
  const key = randomUUID();
  await Promise.all([guest.tryToBook(id, key), guest.tryToBook(id, key)]);
  await guest.send('/booking/v1/bookings', bookingBody(id, { hold: true }), {
    'idempotency-key': key,
  });

  const neighbor = visitor(task, { 'x-tenant': 'dolomiti' });
  const elsewhere = await neighbor.quote({ unitGroup: 'DOL1-PS', ...nights(24, 26) });
  await neighbor.book(elsewhere.id);
}

/** The unit of a stay, to book it again. */
export async function unitOf(
  desk: Desk,
  { unitId }: BookedStay,
): Promise<{ unitGroup: string; unit: string }> {
  const [row] = await desk.rows('SELECT unit_group_id FROM pms_riviera.unit WHERE id = ?', [
    unitId,
  ]);
  return { unitGroup: String(row?.['unit_group_id']), unit: unitId };
}

export async function freeUnit(
  { task }: Desk,
  unitGroup: string,
  { arrival, departure }: ReturnType<typeof nights>,
): Promise<string> {
  const [unit] = await visitor(task).freeUnits(unitGroup, arrival, departure);
  if (unit === undefined) throw new Error(`no unit of ${unitGroup} is free`);
  return unit;
}
