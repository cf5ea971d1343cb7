import { z } from 'zod';
import type { Reader } from '../../database/handles.ts';
import { reservationStatuses } from '../../domain/reservation-status.ts';
import type { Tables } from '../../schema/tables.ts';
import { Problem } from '../../problem.ts';

export const reservationSchema = z.object({
  tenant: z.string(),
  id: z.string(),
  bookingId: z.string(),
  unit: z.object({ id: z.string(), code: z.string() }),
  arrival: z.string(),
  departure: z.string(),
  adults: z.int(),
  children: z.int(),
  status: z.enum(reservationStatuses),
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
    .selectAll('reservation')
    .select('unit.code as unit_code')
    .where('reservation.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Problem('unknown-reservation', `There is no reservation "${id}".`);
  const { arrival, departure, adults, children, status } = row;
  return {
    id,
    bookingId: row.booking_id,
    unit: { id: row.unit_id, code: row.unit_code },
    arrival,
    departure,
    adults,
    children,
    status,
    totalCents: row.total_cents,
  };
}
