import type { Reader } from '../database/handles.ts';
import type { Tables } from '../schema/tables.ts';
import type { BookingView } from './schemas.ts';

/** The booking with its reservations, undefined when there is none. */
export async function findBooking(
  reads: Pick<Reader<Tables>, 'selectFrom'>,
  id: string,
): Promise<BookingView | undefined> {
  const rows = await reads
    .selectFrom('booking')
    .innerJoin('reservation', 'reservation.booking_id', 'booking.id')
    .innerJoin('unit', 'unit.id', 'reservation.unit_id')
    .selectAll('reservation')
    .select([
      'booking.reference',
      'booking.folio_id',
      'booking.total_cents as booking_cents',
      'unit.code as unit_code',
    ])
    .where('booking.id', '=', id)
    .execute();
  const first = rows[0];
  if (first === undefined) return undefined;
  return {
    id,
    reference: first.reference,
    status: first.status,
    totalCents: first.booking_cents,
    folioId: first.folio_id,
    reservations: rows.map(
      ({ id, unit_id, unit_code, arrival, departure, status, total_cents }) => {
        return {
          id,
          unit: { id: unit_id, code: unit_code },
          arrival,
          departure,
          status,
          totalCents: total_cents,
        };
      },
    ),
  };
}
