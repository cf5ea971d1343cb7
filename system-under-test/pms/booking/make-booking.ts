import { toSqlTimestamp } from '../database/timestamp.ts';
import { nightsOf } from '../domain/civil-date.ts';
import type { ReservationStatus } from '../domain/reservation-status.ts';
import type { QuoteTable } from '../schema/quote.ts';
import type { Dependencies } from '../framework/deps.ts';
import { Problem } from '../problem.ts';
import { writeOutbox } from '../outside/outbox.ts';
import type { TenantTransaction } from '../database/transaction.ts';
import { holdNights } from './hold-nights.ts';
import type { BookingRequest, BookingView } from './schemas.ts';
import { openFolio } from './open-folio.ts';

type BookingContext = Pick<Dependencies, 'now' | 'newId' | 'configuration'>;

/**
 * Turns an open quote into a booking: nights, counters, reservation, guest, folio and event, all or nothing with the
 * transaction.
 * @throws Problem unknown-quote, quote-not-open or unit-taken
 */
export async function makeBooking(
  transaction: TenantTransaction,
  request: BookingRequest,
  idempotencyKey: string,
  context: BookingContext,
): Promise<BookingView> {
  const now = context.now();
  const quote = await acceptQuote(transaction, request.quoteId, toSqlTimestamp(now));
  const [id, reservationId, folioId] = [context.newId(), context.newId(), context.newId()];
  const nights = nightsOf(quote.arrival, quote.departure);
  await holdNights[context.configuration.bookingMode](transaction, {
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
  await transaction
    .insertInto('booking')
    .values({
      id,
      reference,
      idempotency_key: idempotencyKey,
      quote_id: quote.id,
      channel: 'web',
      total_cents: quote.total_cents,
      created_at: toSqlTimestamp(now),
      folio_id: folioId,
    })
    .execute();
  const reservation = { id: reservationId, bookingId: id, status, expires, now } as const;
  await insertReservation(transaction, quote, reservation, request.guest);
  const folio = {
    id: folioId,
    bookingId: id,
    paymentId: request.hold ? undefined : context.newId(),
    now,
  };
  await openFolio(transaction, quote, folio);
  const change = { unitGroup: quote.unit_group_id, unit: quote.unit_id, nights, free: false };
  await writeOutbox(transaction, `availability/${quote.property_id}`, change, now);

  const unit = await transaction
    .selectFrom('unit')
    .select(['id', 'code'])
    .where('id', '=', quote.unit_id)
    .executeTakeFirstOrThrow();
  const { arrival, departure, total_cents: totalCents } = quote;
  const reservations: BookingView['reservations'] = [
    { id: reservationId, unit, arrival, departure, status, totalCents },
  ];
  return { id, reference, status, totalCents, folioId, reservations };
}

/** Locks the quote and marks it accepted. */
async function acceptQuote(
  transaction: TenantTransaction,
  id: string,
  now: string,
): Promise<QuoteTable> {
  const quote = await transaction
    .selectFrom('quote')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (quote === undefined) throw new Problem('unknown-quote', `There is no quote "${id}".`);
  if (quote.status !== 'open') throw new Problem('quote-not-open', `The quote is ${quote.status}.`);
  if (quote.expires_at <= now) throw new Problem('quote-not-open', 'The quote is expired.');
  await transaction.updateTable('quote').set({ status: 'accepted' }).where('id', '=', id).execute();
  return quote;
}

interface NewReservation {
  readonly id: string;
  readonly bookingId: string;
  readonly status: ReservationStatus;
  readonly expires: string | null;
  readonly now: number;
}

async function insertReservation(
  transaction: TenantTransaction,
  quote: QuoteTable,
  { id, bookingId, status, expires, now }: NewReservation,
  guest: BookingRequest['guest'],
): Promise<void> {
  const { property_id, unit_group_id, unit_id, arrival, departure, adults, children, total_cents } =
    quote;
  const at = toSqlTimestamp(now);
  await transaction
    .insertInto('reservation')
    .values({
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
    })
    .execute();
  await transaction
    .insertInto('reservation_history')
    .values({ reservation_id: id, from_status: null, to_status: status, at, actor: 'guest' })
    .execute();
  await transaction
    .insertInto('guest')
    .values({
      booking_id: bookingId,
      reservation_id: id,
      position: 1,
      given_name: guest.givenName,
      surname: guest.surname,
      email: guest.email,
    })
    .execute();
}

/** Ten letters and digits out of the id: long enough that two bookings of a tenant never meet. */
function referenceOf(id: string): string {
  return BigInt(`0x${id.replaceAll('-', '')}`)
    .toString(36)
    .slice(0, 10)
    .toUpperCase();
}
