import type { CivilDate } from '../domain/civil-date.ts';
import { type Random, between } from '../../../core/seeded-random.ts';

export const guestColumns = [
  'booking_id',
  'reservation_id',
  'position',
  'given_name',
  'surname',
  'email',
  'sex',
  'birth_date',
  'birth_comune',
  'birth_province',
  'birth_state',
  'citizenship',
  'document_type',
  'document_number',
  'document_place',
  'residence_state',
  'residence_comune',
] as const;

type GuestRow = readonly (string | number | null)[];

/** Where artificial guests come from, in the police's codes: state, and for Italy a municipality and its province. */
const origins = [
  { state: '100000100', comune: '403015146', province: 'MI' },
  { state: '100000100', comune: '412058091', province: 'RM' },
  { state: '100000216', comune: null, province: null },
  { state: '100000215', comune: null, province: null },
] as const;

export interface Party {
  readonly bookingId: string;
  readonly reservationId: string;
  /** Of the booking, for names that are all different. */
  readonly number: number;
  readonly adults: number;
  /** Persons to write down; the first is the one who booked. */
  readonly known: number;
  readonly arrival: CivilDate;
}

export function partyRows(party: Party, random: Random): GuestRow[] {
  const origin = origins[between(random, 0, origins.length - 1)] ?? origins[0];
  const name = `Guest ${String(party.number).padStart(4, '0')}`;
  const year = Number(party.arrival.slice(0, 4));
  return Array.from({ length: party.known }, (_, i): GuestRow => {
    const isHead = i === 0;
    const age = i < party.adults ? between(random, 25, 75) : between(random, 1, 14);
    const birth = `${year - age}-${String(between(random, 1, 12)).padStart(2, '0')}-${String(between(random, 1, 28)).padStart(2, '0')}`;
    return [
      party.bookingId,
      party.reservationId,
      i + 1,
      `Person ${i + 1}`,
      name,
      isHead ? `guest${party.number}@example.test` : null,
      random() < 0.5 ? 'M' : 'F',
      birth,
      origin.comune,
      origin.province,
      origin.state,
      origin.state,
      isHead ? 'IDENT' : null,
      isHead ? `T${String(party.number).padStart(8, '0')}` : null,
      isHead ? (origin.comune ?? origin.state) : null,
      origin.state,
      origin.comune,
    ];
  });
}
