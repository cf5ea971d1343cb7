import { type CivilDate, nightsOf } from '../../domain/civil-date.ts';
import { guestRoles, roleAt } from '../../exports/guest-record.ts';
import type { MovementDay } from '../../exports/ross1000/movements.ts';
import type { Arrived } from './guests-of-day.ts';

export interface Site {
  readonly units: number;
  readonly beds: number;
}

/** What the statistics ask of each day, from parties whose data is complete. */
export function movementDays(
  arrived: readonly Arrived[],
  site: Site,
  from: CivilDate,
  to: CivilDate,
): readonly MovementDay[] {
  return nightsOf(from, to).map((date) => ({
    date,
    open: true,
    unitsOccupied: arrived.filter(
      ({ party, departure }) => party.arrival <= date && date < departure,
    ).length,
    unitsAvailable: site.units,
    bedsAvailable: site.beds,
    arrivals: arrived.filter(({ party }) => party.arrival === date).flatMap(arrivalsOf),
    departures: arrived
      .filter(({ left, departure }) => left && departure === date)
      .flatMap(departuresOf),
  }));
}

function arrivalsOf({ party, guestIds }: Arrived): MovementDay['arrivals'] {
  return party.guests.map((guest, position) => ({
    id: guestIds[position] ?? '',
    role: guestRoles[roleAt(party, position)],
    headId: position === 0 ? '' : (guestIds[0] ?? ''),
    sex: guest.sex === 'M' ? 'M' : 'F',
    citizenship: guest.citizenship ?? '',
    residenceState: guest.residenceState ?? '',
    residencePlace: (guest.residenceComune ?? guest.residencePlace ?? '').trim(),
    birthDate: guest.birthDate ?? '',
    birthState: guest.birthState ?? '',
    birthComune: guest.birthComune ?? '',
    tourismKind: guest.tourismKind ?? 'Non specificato',
    transport: guest.transport ?? 'Non Specificato',
  }));
}

function departuresOf({ party, guestIds }: Arrived): MovementDay['departures'] {
  return guestIds.map((id, position) => ({
    id,
    role: guestRoles[roleAt(party, position)],
    arrival: party.arrival,
  }));
}
