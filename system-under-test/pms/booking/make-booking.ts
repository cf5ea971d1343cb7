import type { Compilable } from 'kysely';
import { toSqlTimestamp } from '../database/timestamp.ts';
import { nightsOf } from '../domain/civil-date.ts';
import type { ReservationStatus } from '../domain/reservation-status.ts';
import type { QuoteTable } from '../schema/quote.ts';
import type { Dependencies } from '../framework/deps.ts';
import { outboxRow } from '../outside/outbox.ts';
import type { TenantTransaction } from '../database/transaction.ts';
import { holdNights } from './hold-nights.ts';
import type { BookingRequest, BookingView } from './schemas.ts';
import { lockQuote, servicesOf } from './lock-quote.ts';
import { openFolio } from './open-folio.ts';

type BookingContext = Pick<Dependencies, 'now' | 'newId' | 'configuration'>;

/** A booking whose nights are held, and the statements of the same transaction that write the rest of it down. */
interface NewBooking {
  readonly booking: BookingView;
  readonly writes: readonly Compilable[];
}

/**
 * Turns an open quote into a booking: nights, reservation, guest, folio, event and counters, all or nothing with the
 * transaction.
 * @throws Problem unknown-quote, quote-not-open or unit-taken
 */
export async function makeBooking(
  transaction: TenantTransaction,
  request: BookingRequest,
  idempotencyKey: string,
  context: BookingContext,
): Promise<NewBooking> {
  const now = context.now();
  const quote = await lockQuote(transaction, request.quoteId, toSqlTimestamp(now));
  const services = quote.services === 0 ? [] : await servicesOf(transaction, quote.id);
  const [id, reservationId, folioId] = [context.newId(), context.newId(), context.newId()];
  const nights = nightsOf(quote.arrival, quote.departure);
  const counters = await holdNights[context.configuration.bookingMode](transaction, {
    reservationId,
    unit: quote.unit_id,
    unitGroup: quote.unit_group_id,
    nights,
  });

  const reference = referenceOf(id);
  const status = request.hold ? 'option' : 'confirmed';
  const expires = request.hold
    ? toSqlTimestamp(now + context.configuration.optionSeconds * 1000)
    : null;
  const accepted = transaction
    .updateTable('quote')
    .set({ status: 'accepted' })
    .where('id', '=', quote.id);
  const booked = transaction.insertInto('booking').values({
    id,
    reference,
    idempotency_key: idempotencyKey,
    quote_id: quote.id,
    channel: 'web',
    total_cents: quote.total_cents,
    created_at: toSqlTimestamp(now),
    folio_id: folioId,
  });
  const reservation = { id: reservationId, bookingId: id, status, expires, now } as const;
  const folio = {
    id: folioId,
    bookingId: id,
    paymentId: request.hold ? undefined : context.newId(),
    now,
  };
  const change = { unitGroup: quote.unit_group_id, unit: quote.unit_id, nights, free: false };
  const writes = [
    accepted,
    booked,
    ...insertReservation(transaction, quote, reservation, request.guest),
    ...openFolio(transaction, quote, services, folio),
    outboxRow(transaction, `availability/${quote.property_id}`, change, now),
    ...counters,
  ];
  const unit = { id: quote.unit_id, code: quote.unit_code };
  const { arrival, departure, total_cents: totalCents } = quote;
  const reservations: BookingView['reservations'] = [
    { id: reservationId, unit, arrival, departure, status, totalCents },
  ];
  return { booking: { id, reference, status, totalCents, folioId, reservations }, writes };
}

interface NewReservation {
  readonly id: string;
  readonly bookingId: string;
  readonly status: ReservationStatus;
  readonly expires: string | null;
  readonly now: number;
}

function insertReservation(
  transaction: TenantTransaction,
  quote: QuoteTable,
  { id, bookingId, status, expires, now }: NewReservation,
  guest: BookingRequest['guest'],
): readonly Compilable[] {
  const { property_id, unit_group_id, unit_id, arrival, departure, adults, children, total_cents } =
    quote;
  const at = toSqlTimestamp(now);
  return [
    transaction.insertInto('reservation').values({
      property_id,
      unit_group_id,
      unit_id,
      arrival,
      departure,
      adults,
      children,
      total_cents,
      id,
      booking_id: bookingId,
      status,
      option_expires_at: expires,
      created_at: at,
    }),
    transaction
      .insertInto('reservation_history')
      .values({ reservation_id: id, from_status: null, to_status: status, at, actor: 'guest' }),
    transaction.insertInto('guest').values({
      booking_id: bookingId,
      reservation_id: id,
      position: 1,
      given_name: guest.givenName,
      surname: guest.surname,
      email: guest.email,
    }),
  ];
}

/** Ten letters and digits out of the id: long enough that two bookings of a tenant never meet. */
function referenceOf(id: string): string {
  return BigInt(`0x${id.replaceAll('-', '')}`)
    .toString(36)
    .slice(0, 10)
    .toUpperCase();
}
