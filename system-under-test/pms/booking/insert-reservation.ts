import type { Compilable } from 'kysely';
import type { ReservationStatus } from '../domain/reservation-status.ts';
import type { LockedQuote } from './lock-quote.ts';
import type { TenantTransaction } from '../database/transaction.ts';
import type { BookingRequest } from './schemas.ts';

export interface NewReservation {
  readonly id: string;
  readonly bookingId: string;
  readonly status: ReservationStatus;
  readonly expires: string | null;
  /** UTC, as SQL has it. */
  readonly at: string;
  readonly actor: string;
}

/** The statements that write down the stay of a quote, the beginning of its history, and who booked it. */
export function insertReservation(
  transaction: TenantTransaction,
  quote: LockedQuote,
  { id, bookingId, status, expires, at, actor }: NewReservation,
  guest: BookingRequest['guest'],
): readonly Compilable[] {
  const { property_id, unit_group_id, unit_id, arrival, departure, total_cents } = quote;
  const { adults, children, children_ages } = quote;
  return [
    transaction.insertInto('reservation').values({
      property_id,
      unit_group_id,
      unit_id,
      arrival,
      departure,
      adults,
      children,
      children_ages,
      quote_id: quote.id,
      booked_cents: total_cents,
      total_cents,
      id,
      booking_id: bookingId,
      status,
      option_expires_at: expires,
      created_at: at,
    }),
    transaction
      .insertInto('reservation_history')
      .values({ reservation_id: id, from_status: null, to_status: status, at, actor }),
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
