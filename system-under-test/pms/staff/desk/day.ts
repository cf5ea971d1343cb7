import { z } from 'zod';
import type { Reader } from '../../database/handles.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import { type ReservationStatus, reservationStatuses } from '../../domain/reservation-status.ts';
import type { Tables } from '../../schema/tables.ts';

export const deskStay = z.object({
  reservationId: z.string(),
  bookingId: z.string(),
  reference: z.string(),
  folioId: z.string(),
  /** Of the one who booked, or the head of the party. */
  guest: z.string(),
  unit: z.object({ id: z.string(), code: z.string() }),
  arrival: z.string(),
  departure: z.string(),
  adults: z.int(),
  children: z.int(),
  status: z.enum(reservationStatuses),
  version: z.int(),
  totalCents: z.int(),
  balanceCents: z.int().describe('Of the folio, which all stays of a booking share'),
  registered: z.int().describe('Guests whose data is known'),
});
type DeskStay = z.output<typeof deskStay>;

type Reads = Pick<Reader<Tables>, 'selectFrom'>;

const arriving: readonly ReservationStatus[] = ['option', 'confirmed', 'checkedIn'];
const leaving: readonly ReservationStatus[] = ['checkedIn', 'checkedOut'];

export interface DeskDay {
  readonly arrivals: readonly DeskStay[];
  readonly departures: readonly DeskStay[];
  readonly inHouse: number;
}

export async function deskDay(reads: Reads, property: string, day: CivilDate): Promise<DeskDay> {
  const [arrivals, departures, house] = await Promise.all([
    staysOn(reads, property, 'arrival', day, arriving),
    staysOn(reads, property, 'departure', day, leaving),
    reads
      .selectFrom('reservation')
      .select((row) => row.fn.countAll<number>().as('parties'))
      .where('property_id', '=', property)
      .where('status', '=', 'checkedIn')
      .executeTakeFirstOrThrow(),
  ]);
  return { arrivals, departures, inHouse: house.parties };
}

async function staysOn(
  reads: Reads,
  property: string,
  end: 'arrival' | 'departure',
  day: CivilDate,
  statuses: readonly ReservationStatus[],
): Promise<DeskStay[]> {
  const rows = await reads
    .selectFrom('reservation as r')
    .innerJoin('booking as b', 'b.id', 'r.booking_id')
    .innerJoin('folio as f', 'f.id', 'b.folio_id')
    .innerJoin('unit as u', 'u.id', 'r.unit_id')
    .leftJoin('guest as g', (join) =>
      join.onRef('g.reservation_id', '=', 'r.id').on('g.position', '=', 1),
    )
    .selectAll('r')
    .select(['b.reference', 'b.folio_id', 'f.balance_cents', 'u.code', 'g.given_name', 'g.surname'])
    .select((row) =>
      row
        .selectFrom('guest as known')
        .select((guest) => guest.fn.countAll<number>().as('guests'))
        .whereRef('known.reservation_id', '=', 'r.id')
        .where('known.birth_date', 'is not', null)
        .$asScalar()
        .$notNull()
        .as('registered'),
    )
    .where('r.property_id', '=', property)
    .where(`r.${end}`, '=', day)
    .where('r.status', 'in', statuses)
    .orderBy('u.code')
    .execute();
  return rows.map((row) => ({
    reservationId: row.id,
    bookingId: row.booking_id,
    reference: row.reference,
    folioId: row.folio_id,
    guest: `${row.given_name ?? ''} ${row.surname ?? ''}`.trim(),
    unit: { id: row.unit_id, code: row.code },
    arrival: row.arrival,
    departure: row.departure,
    adults: row.adults,
    children: row.children,
    status: row.status,
    version: row.version,
    totalCents: row.total_cents,
    balanceCents: row.balance_cents,
    registered: row.registered,
  }));
}
