import type { Compilable } from 'kysely';
import { toSqlTimestamp } from '../database/timestamp.ts';
import { nightsOf } from '../domain/civil-date.ts';
import type { Dependencies } from '../framework/deps.ts';
import { outboxRow } from '../outside/outbox.ts';
import type { TenantTransaction } from '../database/transaction.ts';
import { holdNights, type NightsToHold, taken } from './hold-nights.ts';
import { insertReservation } from './insert-reservation.ts';
import { type LockedQuote, openQuotes, servicesOf } from './lock-quote.ts';
import { openFolio, type QuoteToCharge } from './open-folio.ts';
import type { BookingRequest, BookingView } from './schemas.ts';

type BookingContext = Pick<Dependencies, 'now' | 'newId' | 'configuration'>;

/** Where a booking comes from, and who makes it. */
export type Origin =
  | { readonly channel: 'web'; readonly actor: 'guest' }
  | { readonly channel: 'channel'; readonly actor: string; readonly reference: string };

const web: Origin = { channel: 'web', actor: 'guest' };

/** A booking, and the statements of the same transaction that make it one: its nights first, then the rest of it. */
interface NewBooking {
  readonly booking: BookingView;
  readonly holds: readonly NightsToHold[];
  readonly nights: readonly Compilable[];
  readonly writes: readonly Compilable[];
}

/**
 * Turns locked quotes into a booking with a reservation each: nights, reservations, guests, folio, events and counters,
 * all or nothing with the transaction.
 * @throws Problem unknown-quote, quote-not-open, unit-taken, or invalid for quotes that do not go together
 */
export async function makeBooking(
  transaction: TenantTransaction,
  locked: readonly LockedQuote[],
  request: BookingRequest,
  idempotencyKey: string,
  context: BookingContext,
  origin: Origin = web,
): Promise<NewBooking> {
  const now = context.now();
  const at = toSqlTimestamp(now);
  const ids = quotesOf(request);
  const quotes = openQuotes(locked, ids, at);
  const charged: QuoteToCharge[] = [];
  for (const quote of quotes) {
    const services = quote.services === 0 ? [] : await servicesOf(transaction, quote.id);
    charged.push({ quote, services });
  }
  const [id, folioId] = [context.newId(), context.newId()];
  const stays = quotes.map((quote) => ({
    quote,
    reservationId: context.newId(),
    nights: nightsOf(quote.arrival, quote.departure),
  }));
  const take = holdNights[context.configuration.bookingMode];
  const holds: NightsToHold[] = [];
  const taking: Compilable[] = [];
  const counters: Compilable[] = [];
  // In the order of units, for the same reason as nights are taken in that of dates.
  for (const { quote, ...stay } of stays.toSorted(byUnit)) {
    const hold = { ...stay, unit: quote.unit_id, unitGroup: quote.unit_group_id };
    // Whoever comes after the nights are gone is most of an opening's crowd, and learns it here, before anything is written.
    if (quote.is_taken === 1) throw taken(hold);
    const left = await take(transaction, hold);
    holds.push(hold);
    taking.push(...left.nights);
    counters.push(...left.counters);
  }

  const reference = referenceOf(id);
  const status = request.hold ? 'option' : 'confirmed';
  const expires = request.hold
    ? toSqlTimestamp(now + context.configuration.optionSeconds * 1000)
    : null;
  const totalCents = quotes.reduce((sum, quote) => sum + quote.total_cents, 0);
  const accepted = transaction
    .updateTable('quote')
    .set({ status: 'accepted' })
    .where('id', 'in', ids);
  const booked = transaction.insertInto('booking').values({
    id,
    reference,
    idempotency_key: idempotencyKey,
    quote_id: request.quoteId,
    channel: origin.channel,
    ...(origin.channel === 'channel' ? { channel_reference: origin.reference } : {}),
    total_cents: totalCents,
    created_at: at,
    folio_id: folioId,
  });
  const made = { bookingId: id, status, expires, at, actor: origin.actor } as const;
  const folio = {
    id: folioId,
    bookingId: id,
    paymentId: request.hold ? undefined : context.newId(),
    now,
  };
  const writes = [
    accepted,
    booked,
    ...stays.flatMap(({ quote, reservationId }) =>
      insertReservation(transaction, quote, { ...made, id: reservationId }, request.guest),
    ),
    ...openFolio(transaction, charged, folio),
    ...stays.map(({ quote: { unit_group_id: unitGroup, unit_id: unit, property_id }, nights }) => {
      const change = { unitGroup, unit, nights, free: false };
      return outboxRow(transaction, `availability/${property_id}`, change, now);
    }),
    ...counters,
  ];
  const reservations = stays.map(({ quote, reservationId }): Stay => ({
    id: reservationId,
    unit: { id: quote.unit_id, code: quote.unit_code },
    arrival: quote.arrival,
    departure: quote.departure,
    status,
    totalCents: quote.total_cents,
  }));
  const booking: BookingView = { id, reference, status, totalCents, folioId, reservations };
  return { booking, holds, nights: taking, writes };
}

/** The ids of the quotes that a request accepts. */
export function quotesOf({ quoteId, moreQuoteIds }: BookingRequest): readonly string[] {
  return [quoteId, ...(moreQuoteIds ?? [])];
}

type Stay = BookingView['reservations'][number];

interface OnUnit {
  readonly quote: { readonly unit_id: string; readonly arrival: string };
}

function byUnit({ quote: a }: OnUnit, { quote: b }: OnUnit): number {
  return a.unit_id < b.unit_id ? -1 : a.unit_id > b.unit_id ? 1 : a.arrival < b.arrival ? -1 : 1;
}

/** Ten letters and digits out of the id: long enough that two bookings of a tenant never meet. */
function referenceOf(id: string): string {
  return BigInt(`0x${id.replaceAll('-', '')}`)
    .toString(36)
    .slice(0, 10)
    .toUpperCase();
}
