import { toSqlTimestamp } from '../../database/timestamp.ts';
import type { TenantTransaction } from '../../database/transaction.ts';
import { agesOf } from '../../booking/ages.ts';
import { localDay } from '../../domain/local-day.ts';
import { inOrder, longestStay } from '../../framework/fields.ts';
import { Problem } from '../../problem.ts';
import type { Reservation } from '../../schema/reservation.ts';
import type { StayChange } from './schemas.ts';

export interface ChangeRequest {
  readonly reservationId: string;
  readonly actor: string;
  readonly change: StayChange;
}

/** A stay as it is to be. */
export interface ChangedStay {
  readonly unit: { readonly id: string; readonly code: string; readonly group: string };
  readonly arrival: string;
  readonly departure: string;
  readonly adults: number;
  readonly children: number;
  readonly childrenAges?: number[];
}

/**
 * Locks a reservation that is still as the one who changes it saw it.
 * @throws Problem unknown-reservation or reservation-changed
 */
export async function lockVersion(
  transaction: TenantTransaction,
  { reservationId, change: { version } }: ChangeRequest,
): Promise<Reservation> {
  const reservation = await transaction
    .selectFrom('reservation')
    .selectAll()
    .where('id', '=', reservationId)
    .forUpdate()
    .executeTakeFirst();
  if (!reservation)
    throw new Problem('unknown-reservation', `There is no reservation "${reservationId}".`);
  if (reservation.version === version) return reservation;
  throw new Problem(
    'reservation-changed',
    `It is at version ${reservation.version}, not ${version}: read it again, and send what is still to change with that version.`,
  );
}

function invalid(field: string, message: string): Problem {
  const path = `body.${field}`;
  return new Problem('invalid', `${path}: ${message}`, [{ path, message }]);
}

/**
 * The stay after a change, which the reservation's status, the days and the unit must allow.
 * @throws Problem illegal-transition or invalid
 */
export async function demandChangeable(
  transaction: TenantTransaction,
  reservation: Reservation,
  change: StayChange,
  now: number,
): Promise<ChangedStay> {
  const today = localDay(now);
  const { status, option_expires_at: expires } = reservation;
  const children = change.children ?? reservation.children;
  const sameChildren = children === reservation.children && change.childrenAges === undefined;
  const ages = sameChildren ? agesOf(reservation.children_ages).childrenAges : change.childrenAges;
  const stay = {
    arrival: change.arrival ?? reservation.arrival,
    departure: change.departure ?? reservation.departure,
    adults: change.adults ?? reservation.adults,
    children,
    ...(ages === undefined ? {} : { childrenAges: ages }),
  };
  const open = status === 'option' || status === 'confirmed';
  if (!open && status !== 'checkedIn')
    throw new Problem('illegal-transition', `A stay that is ${status} cannot be changed.`);
  if (status === 'option' && expires !== null && expires <= toSqlTimestamp(now))
    throw new Problem('illegal-transition', 'The option has run out and is about to expire.');
  const unitId = change.unit ?? reservation.unit_id;
  if (!open && (stay.arrival !== reservation.arrival || unitId !== reservation.unit_id))
    throw new Problem(
      'illegal-transition',
      'The party is in house: its departure and persons can change; for another unit, check it out and book that.',
    );
  if (!inOrder(stay)) throw invalid('departure', `must be 1 to ${longestStay} days after arrival`);
  if (ages !== undefined && ages.length !== children)
    throw invalid('childrenAges', 'must have an age for each of the children');
  const moved = stay.arrival !== reservation.arrival || stay.departure !== reservation.departure;
  const firstChanged = open ? stay.arrival : stay.departure;
  if (moved && firstChanged < today)
    throw invalid(open ? 'arrival' : 'departure', `must not be before today, ${today}`);
  const unit = await demandUnit(transaction, reservation, unitId);
  await demandFits(transaction, reservation, unit, stay);
  return { ...stay, unit };
}

interface Unit {
  readonly id: string;
  readonly code: string;
  readonly group: string;
  readonly maxPersons: number;
}

async function demandUnit(
  transaction: TenantTransaction,
  { property_id }: Reservation,
  id: string,
): Promise<Unit> {
  const unit = await transaction
    .selectFrom('unit')
    .innerJoin('unit_group', 'unit_group.id', 'unit.unit_group_id')
    .select(['unit.id', 'unit.code', 'unit_group.id as group', 'max_persons as maxPersons'])
    .where('unit.id', '=', id)
    .where('unit_group.property_id', '=', property_id)
    .executeTakeFirst();
  if (unit !== undefined) return unit;
  throw invalid('unit', `There is no unit "${id}" in ${property_id}.`);
}

async function demandFits(
  transaction: TenantTransaction,
  { id }: Reservation,
  unit: Unit,
  { adults, children }: Pick<ChangedStay, 'adults' | 'children'>,
): Promise<void> {
  const persons = adults + children;
  if (persons > unit.maxPersons)
    throw invalid('adults', `${unit.id} is for at most ${unit.maxPersons} persons.`);
  const { guests } = await transaction
    .selectFrom('guest')
    .select((row) => row.fn.countAll<number>().as('guests'))
    .where('reservation_id', '=', id)
    .executeTakeFirstOrThrow();
  if (guests > persons)
    throw invalid('adults', `${guests} guests are registered: register those who stay first.`);
}
