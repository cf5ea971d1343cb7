import { sql } from 'kysely';
import { z } from 'zod';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { Reader } from '../../database/handles.ts';
import { liveStatuses } from '../../domain/reservation-status.ts';
import type { Tables } from '../../schema/tables.ts';

export const occupancySchema = z.object({
  night: z.string(),
  capacity: z.int(),
  sold: z.int(),
  /** sold / capacity, 0 to 1, four digits. */
  occupancy: z.number(),
  revenueCents: z.int(),
});

type Occupancy = z.infer<typeof occupancySchema>;

/** Units sold and what they bring, for each night from `from` to the day before `to`. */
export async function occupancyOf(
  reads: Pick<Reader<Tables>, 'selectFrom'>,
  propertyId: string,
  from: CivilDate,
  to: CivilDate,
): Promise<Occupancy[]> {
  const days = await reads
    .selectFrom('availability_day')
    .innerJoin('unit_group', 'unit_group.id', 'availability_day.unit_group_id')
    .select((row) => [
      'availability_day.night',
      row.fn.sum<number>('availability_day.capacity').as('capacity'),
      row.fn.sum<number>('availability_day.sold').as('sold'),
    ])
    .where('unit_group.property_id', '=', propertyId)
    .where('availability_day.night', '>=', from)
    .where('availability_day.night', '<', to)
    .groupBy('availability_day.night')
    .orderBy('availability_day.night')
    .execute();
  const revenue = await revenueByNight(reads, propertyId, from, to);
  return days.map(({ night, capacity, sold }) => ({
    night,
    capacity,
    sold,
    occupancy: capacity === 0 ? 0 : Math.round((sold / capacity) * 10_000) / 10_000,
    revenueCents: revenue.get(night) ?? 0,
  }));
}

/**
 * A night brings what its quote says, without services and tourist tax; a booking that came without a quote spreads what
 * was charged for its nights evenly over them, the cents that are left over on the first ones.
 */
async function revenueByNight(
  reads: Pick<Reader<Tables>, 'selectFrom'>,
  propertyId: string,
  from: CivilDate,
  to: CivilDate,
): Promise<ReadonlyMap<CivilDate, number>> {
  const charged = sql`(SELECT SUM(l.cents) FROM folio_line l WHERE l.folio_id = booking.folio_id AND l.kind = 'accommodation')`;
  const nights = sql`DATEDIFF(reservation.departure, reservation.arrival)`;
  const evenly = sql<number>`${charged} DIV ${nights}
    + (DATEDIFF(unit_night.night, reservation.arrival) < MOD(${charged}, ${nights}))`;
  const rows = await reads
    .selectFrom('reservation')
    .innerJoin('booking', 'booking.id', 'reservation.booking_id')
    .innerJoin('unit_night', 'unit_night.reservation_id', 'reservation.id')
    .leftJoin('quote_night', (join) =>
      join
        .onRef('quote_night.quote_id', '=', 'reservation.quote_id')
        .onRef('quote_night.night', '=', 'unit_night.night'),
    )
    .select((row) => [
      'unit_night.night',
      row.fn.sum<number>(row.fn.coalesce('quote_night.cents', evenly)).as('cents'),
    ])
    .where('reservation.property_id', '=', propertyId)
    .where('reservation.arrival', '<', to)
    .where('reservation.departure', '>', from)
    .where('reservation.status', 'in', liveStatuses)
    .where('unit_night.night', '>=', from)
    .where('unit_night.night', '<', to)
    .groupBy('unit_night.night')
    .execute();
  return new Map(rows.map(({ night, cents }) => [night, cents]));
}
