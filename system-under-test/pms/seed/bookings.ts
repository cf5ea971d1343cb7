import { addDays, type CivilDate } from '../domain/civil-date.ts';
import { price } from '../domain/pricing.ts';
import type { Calendar } from './calendar.ts';
import { vatPercents } from '../domain/vat.ts';
import { services } from './campsites.ts';
import { guestColumns, partyRows } from './guests.ts';
import { houseStays } from './house.ts';
import { batch, type Batch } from './insert.ts';
import type { SeededCampsite, SeededGroup } from './inventory.ts';
import { type Random, between } from '../../../core/seeded-random.ts';
import { uuidFrom } from './uuid.ts';
import { type SeedStatus, type StaySpan, staysOnUnit } from './stays.ts';

/** Rows that together make a booking, and the counters they leave. */
interface BookingBatches {
  readonly booking: Batch;
  readonly reservation: Batch;
  readonly history: Batch;
  readonly unitNight: Batch;
  readonly guest: Batch;
  readonly folio: Batch;
  readonly folioLine: Batch;
  readonly payment: Batch;
  readonly movement: Batch;
}

function emptyBatches(): BookingBatches {
  return {
    booking: batch('booking', [
      'id',
      'reference',
      'channel',
      'total_cents',
      'created_at',
      'folio_id',
    ]),
    reservation: batch('reservation', [
      'id',
      'booking_id',
      'property_id',
      'unit_group_id',
      'unit_id',
      'arrival',
      'departure',
      'adults',
      'children',
      'status',
      'booked_cents',
      'total_cents',
      'created_at',
    ]),
    history: batch('reservation_history', [
      'reservation_id',
      'from_status',
      'to_status',
      'at',
      'actor',
    ]),
    unitNight: batch('unit_night', ['unit_id', 'night', 'reservation_id']),
    guest: batch('guest', guestColumns),
    folio: batch('folio', ['id', 'booking_id', 'balance_cents']),
    folioLine: batch('folio_line', [
      'folio_id',
      'kind',
      'description',
      'cents',
      'vat_percent',
      'created_at',
    ]),
    payment: batch('payment', [
      'id',
      'folio_id',
      'method',
      'authorized_cents',
      'captured_cents',
      'created_at',
    ]),
    movement: batch('payment_movement', [
      'payment_id',
      'property_id',
      'method',
      'kind',
      'cents',
      'day',
      'at',
    ]),
  };
}

/** Chance, for what is booked and for who is in house: one moves the other not. */
export interface Chances {
  readonly booked: Random;
  readonly house: Random;
}

/** The bookings a campsite already has, and its counters of capacity and sold nights. */
export function bookingRows(
  campsite: SeededCampsite,
  { nights, past }: Calendar,
  { booked: random, house }: Chances,
  firstNumber: number,
): { readonly batches: readonly Batch[]; readonly count: number } {
  const into = emptyBatches();
  const availability = batch('availability_day', ['unit_group_id', 'night', 'capacity', 'sold']);
  let number = firstNumber;
  for (const group of campsite.groups) {
    const sold = nights.map(() => 0);
    for (const unitId of group.unitIds) {
      const add = (stay: StaySpan, status: SeedStatus, chance: Random): void => {
        addBooking(into, { campsite, group, unitId, stay, nights, past, number, status }, chance);
        number += 1;
        for (let i = stay.first; i < stay.first + stay.length; i += 1) sold[i] = (sold[i] ?? 0) + 1;
      };
      const onSale = nights.slice(past);
      const stays = staysOnUnit(onSale, random);
      for (const { first, length } of stays)
        add({ first: first + past, length }, 'confirmed', random);
      if (past > 0)
        for (const stay of houseStays(stays[0]?.first ?? onSale.length, house))
          add(stay, stay.status, house);
    }
    for (const [i, night] of nights.entries()) {
      availability.rows.push([group.id, night, group.unitIds.length, sold[i] ?? 0]);
    }
  }
  const { booking, reservation, history, unitNight, guest, folio, folioLine, payment, movement } =
    into;
  const batches = [
    booking,
    reservation,
    history,
    unitNight,
    guest,
    folio,
    folioLine,
    payment,
    movement,
    availability,
  ];
  return { batches, count: number - firstNumber };
}

interface SeedStay {
  readonly campsite: SeededCampsite;
  readonly group: SeededGroup;
  readonly unitId: string;
  readonly stay: StaySpan;
  readonly nights: readonly CivilDate[];
  readonly past: number;
  readonly status: SeedStatus;
  /** Counts the tenant's seeded bookings. */
  readonly number: number;
}

function addBooking(into: BookingBatches, seedStay: SeedStay, random: Random): void {
  const { campsite, group, unitId, stay, nights, past, number, status } = seedStay;
  const adults = between(random, 1, Math.min(2, group.seed.maxPersons));
  const children = between(random, 0, group.seed.maxPersons - adults > 2 ? 2 : 0);
  const rates = group.rates.slice(stay.first, stay.first + stay.length);
  const arrival = nights[stay.first] ?? '';
  const departure = addDays(arrival, stay.length);
  const chosen =
    random() < 0.3
      ? [{ ...(services[between(random, 0, services.length - 1)] ?? services[0]), quantity: 1 }]
      : [];
  const touristTax = {
    centsPerAdultNight: campsite.seed.touristTaxCents,
    maxNights: campsite.seed.touristTaxMaxNights,
  };
  const cost = price({ nights: rates, adults, children, services: chosen, touristTax });

  const [bookingId, reservationId, folioId, paymentId] = [
    uuidFrom(random),
    uuidFrom(random),
    uuidFrom(random),
    uuidFrom(random),
  ];
  const reference = `S${String(number).padStart(7, '0')}`;
  // Whoever was here before today had booked before the seed's first night.
  const madeAt = `${(status === 'confirmed' ? nights[past] : nights[0]) ?? ''} 00:00:00.000`;
  into.booking.rows.push([bookingId, reference, 'seed', cost.totalCents, madeAt, folioId]);
  into.reservation.rows.push([
    reservationId,
    bookingId,
    campsite.seed.code,
    group.id,
    unitId,
    arrival,
    departure,
    adults,
    children,
    status,
    cost.totalCents,
    cost.totalCents,
    madeAt,
  ]);
  into.history.rows.push([reservationId, null, 'confirmed', madeAt, 'seed']);
  const cameAt = `${arrival} 13:00:00.000`;
  const leftAt = `${departure} 08:00:00.000`;
  if (status !== 'confirmed')
    into.history.rows.push([reservationId, 'confirmed', 'checkedIn', cameAt, 'seed']);
  if (status === 'checkedOut')
    into.history.rows.push([reservationId, 'checkedIn', 'checkedOut', leftAt, 'seed']);
  for (const { night } of rates) into.unitNight.rows.push([unitId, night, reservationId]);
  // Only the first weeks' arrivals have told all their names: the others still have time to.
  const known = stay.first < past + 14 ? adults + children : 1;
  into.guest.rows.push(
    ...partyRows({ bookingId, reservationId, number, adults, known, arrival }, random),
  );
  const paidCents = status === 'checkedOut' ? cost.totalCents : 0;
  into.folio.rows.push([folioId, bookingId, cost.totalCents - paidCents]);
  const charge = (kind: keyof typeof vatPercents, description: string, cents: number): void =>
    void into.folioLine.rows.push([folioId, kind, description, cents, vatPercents[kind], madeAt]);
  charge('accommodation', group.seed.name, cost.nightsCents);
  for (const { code, cents } of cost.services) charge('service', code, cents);
  charge('touristTax', 'Tourist tax', cost.touristTaxCents);
  into.payment.rows.push([paymentId, folioId, 'card', cost.totalCents, paidCents, madeAt]);
  if (paidCents > 0) {
    const { code } = campsite.seed;
    into.movement.rows.push([paymentId, code, 'card', 'capture', paidCents, departure, leftAt]);
  }
}
