import { addDays, type CivilDate } from '../domain/civil-date.ts';
import { price } from '../domain/pricing.ts';
import { services } from './campsites.ts';
import { guestColumns, partyRows } from './guests.ts';
import { batch, type Batch } from './insert.ts';
import type { SeededCampsite, SeededGroup } from './inventory.ts';
import { type Random, between } from '../../../core/seeded-random.ts';
import { uuidFrom } from './uuid.ts';
import { type StaySpan, staysOnUnit } from './stays.ts';

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
    folioLine: batch('folio_line', ['folio_id', 'kind', 'description', 'cents', 'created_at']),
    payment: batch('payment', ['id', 'folio_id', 'method', 'authorized_cents', 'created_at']),
  };
}

/** The bookings a campsite already has, and its counters of capacity and sold nights. */
export function bookingRows(
  campsite: SeededCampsite,
  nights: readonly CivilDate[],
  random: Random,
  firstNumber: number,
): { readonly batches: readonly Batch[]; readonly count: number } {
  const into = emptyBatches();
  const availability = batch('availability_day', ['unit_group_id', 'night', 'capacity', 'sold']);
  let number = firstNumber;
  for (const group of campsite.groups) {
    const sold = nights.map(() => 0);
    for (const unitId of group.unitIds) {
      for (const stay of staysOnUnit(nights, random)) {
        addBooking(into, { campsite, group, unitId, stay, nights, number }, random);
        number += 1;
        for (let i = stay.first; i < stay.first + stay.length; i += 1) sold[i] = (sold[i] ?? 0) + 1;
      }
    }
    for (const [i, night] of nights.entries()) {
      availability.rows.push([group.id, night, group.unitIds.length, sold[i] ?? 0]);
    }
  }
  const { booking, reservation, history, unitNight, guest, folio, folioLine, payment } = into;
  const batches = [
    booking,
    reservation,
    history,
    unitNight,
    guest,
    folio,
    folioLine,
    payment,
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
  /** Counts the tenant's seeded bookings. */
  readonly number: number;
}

function addBooking(into: BookingBatches, seedStay: SeedStay, random: Random): void {
  const { campsite, group, unitId, stay, nights, number } = seedStay;
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
  const madeAt = `${nights[0] ?? ''} 00:00:00.000`;
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
    'confirmed',
    cost.totalCents,
    madeAt,
  ]);
  into.history.rows.push([reservationId, null, 'confirmed', madeAt, 'seed']);
  for (const { night } of rates) into.unitNight.rows.push([unitId, night, reservationId]);
  // Only the first weeks' arrivals have told all their names: the others still have time to.
  const known = stay.first < 14 ? adults + children : 1;
  into.guest.rows.push(
    ...partyRows({ bookingId, reservationId, number, adults, known, arrival }, random),
  );
  into.folio.rows.push([folioId, bookingId, cost.totalCents]);
  into.folioLine.rows.push([folioId, 'accommodation', group.seed.name, cost.nightsCents, madeAt]);
  for (const { code, cents } of cost.services)
    into.folioLine.rows.push([folioId, 'service', code, cents, madeAt]);
  into.folioLine.rows.push([folioId, 'touristTax', 'Tourist tax', cost.touristTaxCents, madeAt]);
  into.payment.rows.push([paymentId, folioId, 'card', cost.totalCents, madeAt]);
}
