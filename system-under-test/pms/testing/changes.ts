import { z } from 'zod';
import type { Desk } from './desk.ts';
import { bookingBody, visitor } from './visitor.ts';

/** What a tenant has, for requests that are about it. */
export interface Belongings {
  readonly property: string;
  readonly unitGroup: string;
  /** Free on the nights of `stay`. */
  readonly freeUnits: readonly string[];
  readonly quoteId: string;
  readonly reservationId: string;
  readonly folioId: string;
  readonly closureId: string;
  /** Of another booking. */
  readonly claim: { readonly reference: string; readonly email: string };
}

const identified = z.object({ id: z.string() });

export interface Change {
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

export const stay = { arrival: '2027-09-07', departure: '2027-09-09' } as const;
const earlier = { arrival: '2027-09-02', departure: '2027-09-04' } as const;
const party = { adults: 2, children: 1, childrenAges: [5] } as const;
const guest = { givenName: 'Person 1', surname: 'Guest 0001', email: 'guest1@example.test' };
const nights = { from: stay.arrival, to: stay.departure } as const;
const registered = {
  givenName: 'Person 1',
  surname: 'Guest 0001',
  sex: 'F',
  birthDate: '1985-02-01',
  birthState: '100000100',
  citizenship: '100000100',
  tourism: 'Balneare',
};

/**
 * A request that each operation accepts which changes something, by method and path; those that end a stay come last,
 * since the others are about it. A test asks that no operation is missing.
 */
export const changes: ReadonlyMap<string, (of: Belongings) => Change> = new Map([
  [
    'post /booking/v1/quotes',
    ({ unitGroup, freeUnits: [unit] }) => {
      const services = [{ code: 'DOG', quantity: 1 }];
      return { path: '/booking/v1/quotes', body: { unitGroup, unit, ...stay, ...party, services } };
    },
  ],
  [
    'post /booking/v1/bookings',
    ({ quoteId }) => ({
      path: '/booking/v1/bookings',
      body: bookingBody(quoteId, { hold: false, moreQuoteIds: [] }),
    }),
  ],
  [
    'post /channel/v1/bookings',
    ({ unitGroup, freeUnits: [, unit] }) => ({
      path: '/channel/v1/bookings',
      body: { channel: 'a.test', reference: 'R1', unitGroup, unit, ...stay, ...party, guest },
    }),
  ],
  [
    'put /channel/v1/inventory',
    ({ unitGroup }) => ({
      path: '/channel/v1/inventory',
      body: { updates: [{ unitGroup, ...nights, baseCents: 4000, closedToArrival: false }] },
    }),
  ],
  [
    'put /revenue/v1/rates',
    ({ unitGroup }) => ({
      path: '/revenue/v1/rates',
      body: { unitGroup, ...nights, baseCents: 4100 },
    }),
  ],
  [
    'post /inventory/v1/closures',
    ({ freeUnits: [, , unit] }) => ({
      path: '/inventory/v1/closures',
      body: { unit, ...nights, reason: 'Repairs' },
    }),
  ],
  [
    'put /inventory/v1/closure-actions/{id}/end',
    ({ closureId }) => ({ path: `/inventory/v1/closure-actions/${closureId}/end` }),
  ],
  [
    'put /booking/v1/reservations/{id}/stay',
    ({ reservationId, freeUnits: [, , , unit] }) => ({
      path: `/booking/v1/reservations/${reservationId}/stay`,
      body: { version: 1, unit, ...stay, ...party },
    }),
  ],
  [
    'put /booking/v1/reservations/{id}/guests',
    ({ reservationId }) => ({
      path: `/booking/v1/reservations/${reservationId}/guests`,
      body: { guests: [registered], party: 'family' },
    }),
  ],
  [
    'post /finance/v1/folios/{id}/deposits',
    ({ folioId }) => ({ path: `/finance/v1/folios/${folioId}/deposits`, body: { cents: 100 } }),
  ],
  [
    'post /finance/v1/folios/{id}/charges',
    ({ folioId }) => ({
      path: `/finance/v1/folios/${folioId}/charges`,
      body: { description: 'Breakfast', cents: 900 },
    }),
  ],
  [
    'post /finance/v1/folios/{id}/payments',
    ({ folioId }) => ({
      path: `/finance/v1/folios/${folioId}/payments`,
      body: { action: 'capture', cents: 500, method: 'cash' },
    }),
  ],
  [
    'post /finance/v1/folios/{id}/invoices',
    ({ folioId }) => ({ path: `/finance/v1/folios/${folioId}/invoices`, body: {} }),
  ],
  [
    'post /finance/v1/day-closes',
    ({ property }) => ({
      path: '/finance/v1/day-closes',
      body: { property, day: '2027-07-20' },
    }),
  ],
  [
    'post /booking/v1/own-booking',
    ({ claim }) => ({ path: '/booking/v1/own-booking', body: claim }),
  ],
  [
    'post /booking/v1/own-booking/cancellation',
    ({ claim }) => ({ path: '/booking/v1/own-booking/cancellation', body: claim }),
  ],
  [
    'put /booking/v1/reservation-actions/{id}/{action}',
    ({ reservationId }) => ({ path: `/booking/v1/reservation-actions/${reservationId}/cancel` }),
  ],
] as const satisfies readonly (readonly [string, (of: Belongings) => Change])[]);

/** Gives a tenant of a new desk something of everything that changes are about. */
export async function belongingsOf(desk: Desk, tenant: string): Promise<Belongings> {
  const guests = visitor(desk.task, { 'x-tenant': tenant });
  const property = tenant === 'riviera' ? 'RIV1' : 'DOL1';
  const unitGroup = `${property}-PS`;
  const wish = { unitGroup, ...earlier };
  const free = await guests.freeUnits(unitGroup, stay.arrival, stay.departure);
  const booked = await guests.book((await guests.quote(wish)).id);
  const own = await guests.book((await guests.quote(wish)).id);
  const { id: quoteId } = await guests.quote({ unitGroup, ...stay, unit: free[4] ?? '' });
  const [closed] = await guests.freeUnits(unitGroup, earlier.arrival, earlier.departure);
  const closing = { unit: closed, from: earlier.arrival, to: earlier.departure, reason: 'Repairs' };
  const closure = await desk.task.request('/inventory/v1/closures', {
    method: 'POST',
    body: JSON.stringify(closing),
    headers: {
      'x-tenant': tenant,
      authorization: `Bearer ${await desk.token('manager', tenant)}`,
      'idempotency-key': 'closure',
    },
  });
  const { id: closureId } = identified.parse(await closure.json());
  return {
    property,
    unitGroup,
    freeUnits: free,
    quoteId,
    reservationId: booked.reservations[0]?.id ?? '',
    folioId: booked.folioId,
    closureId,
    claim: { reference: own.reference, email: 'guest1@example.test' },
  };
}
