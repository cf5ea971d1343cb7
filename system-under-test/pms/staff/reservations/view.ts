import { z } from 'zod';
import { agesOf } from '../../booking/ages.ts';
import type { Reader } from '../../database/handles.ts';
import { reservationStatuses } from '../../domain/reservation-status.ts';
import type { Tables } from '../../schema/tables.ts';
import { Problem } from '../../problem.ts';

export const reservationSchema = z.object({
  tenant: z.string(),
  id: z.string(),
  bookingId: z.string(),
  folioId: z.string(),
  property: z.string(),
  unitGroup: z.string(),
  unit: z.object({ id: z.string(), code: z.string() }),
  arrival: z.string(),
  departure: z.string(),
  adults: z.int(),
  children: z.int(),
  childrenAges: z.array(z.int()).optional(),
  status: z.enum(reservationStatuses),
  version: z.int().describe('Counts changes of unit, dates and persons'),
  totalCents: z.int(),
});

type ReservationView = Omit<z.infer<typeof reservationSchema>, 'tenant'>;

/** @throws Problem unknown-reservation */
export async function viewReservation(
  reads: Pick<Reader<Tables>, 'selectFrom'>,
  id: string,
): Promise<ReservationView> {
  const row = await reads
    .selectFrom('reservation')
    .innerJoin('unit', 'unit.id', 'reservation.unit_id')
    .innerJoin('booking', 'booking.id', 'reservation.booking_id')
    .selectAll('reservation')
    .select(['unit.code as unit_code', 'booking.folio_id'])
    .where('reservation.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Problem('unknown-reservation', `There is no reservation "${id}".`);
  const { arrival, departure, adults, children, status, version } = row;
  return {
    id,
    bookingId: row.booking_id,
    folioId: row.folio_id,
    property: row.property_id,
    unitGroup: row.unit_group_id,
    unit: { id: row.unit_id, code: row.unit_code },
    arrival,
    departure,
    adults,
    children,
    ...agesOf(row.children_ages),
    status,
    version,
    totalCents: row.total_cents,
  };
}
