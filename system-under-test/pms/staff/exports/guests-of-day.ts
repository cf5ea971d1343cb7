import type { CivilDate } from '../../domain/civil-date.ts';
import { nightCount } from '../../domain/civil-date.ts';
import type { Reader } from '../../database/handles.ts';
import type { Party, RegisteredGuest } from '../../exports/guest-record.ts';
import type { GuestTable } from '../../schema/guest.ts';
import type { Tables } from '../../schema/tables.ts';

type Reads = Pick<Reader<Tables>, 'selectFrom'>;

/** A party that really came, with what tells its people apart. */
export interface Arrived {
  readonly reservationId: string;
  readonly departure: CivilDate;
  /** Whether it has left, and its departure is a fact. */
  readonly left: boolean;
  readonly party: Party;
  /** Ids of the guests, in the order of the party. */
  readonly guestIds: readonly string[];
}

/** Parties checked in whose stay has to do with the days from `from` to the day before `to`, in order of arrival. */
export async function arrivedBetween(
  reads: Reads,
  propertyId: string,
  from: CivilDate,
  to: CivilDate,
): Promise<readonly Arrived[]> {
  const stays = await reads
    .selectFrom('reservation')
    .innerJoin('booking', 'booking.id', 'reservation.booking_id')
    .selectAll('reservation')
    .select('booking.reference')
    .where('reservation.property_id', '=', propertyId)
    .where('reservation.status', 'in', ['checkedIn', 'checkedOut'])
    .where('reservation.arrival', '<', to)
    .where('reservation.departure', '>=', from)
    .orderBy('reservation.arrival')
    .orderBy('booking.reference')
    .execute();
  const guests = await guestsOf(
    reads,
    stays.map(({ id }) => id),
  );
  return stays.map((stay) => {
    const rows = guests.get(stay.id) ?? [];
    return {
      reservationId: stay.id,
      departure: stay.departure,
      left: stay.status === 'checkedOut',
      party: {
        name: stay.reference,
        kind: stay.party_kind,
        arrival: stay.arrival,
        nights: nightCount(stay.arrival, stay.departure),
        guests: rows.map(registered),
      },
      guestIds: rows.map(({ id }) => String(id)),
    };
  });
}

type GuestRow = Omit<GuestTable, 'id'> & { id: number };

async function guestsOf(
  reads: Reads,
  reservationIds: readonly string[],
): Promise<ReadonlyMap<string, GuestRow[]>> {
  if (reservationIds.length === 0) return new Map();
  const rows = await reads
    .selectFrom('guest')
    .selectAll()
    .where('reservation_id', 'in', reservationIds)
    .orderBy('position')
    .execute();
  return Map.groupBy(rows, (row) => row.reservation_id);
}

function registered(row: GuestRow): RegisteredGuest {
  return {
    surname: row.surname,
    givenName: row.given_name,
    sex: row.sex,
    birthDate: row.birth_date,
    birthComune: row.birth_comune,
    birthProvince: row.birth_province,
    birthState: row.birth_state,
    citizenship: row.citizenship,
    documentType: row.document_type,
    documentNumber: row.document_number,
    documentPlace: row.document_place,
    residenceState: row.residence_state,
    residenceComune: row.residence_comune,
    residencePlace: row.residence_place,
    tourismKind: row.tourism_kind,
    transport: row.transport,
  };
}
