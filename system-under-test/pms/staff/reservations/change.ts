import { authorizeUpTo, promisedCents } from '../../booking/authorize.ts';
import { storedAges } from '../../booking/ages.ts';
import { holdNights, orTaken } from '../../booking/hold-nights.ts';
import { insertQuote } from '../../booking/make-quote.ts';
import { partNames, partsOf } from '../../booking/parts.ts';
import { releaseNights } from '../../booking/release-nights.ts';
import { together } from '../../database/together.ts';
import type { TenantTransaction } from '../../database/transaction.ts';
import { nightsOf } from '../../domain/civil-date.ts';
import { sumCents } from '../../domain/pricing.ts';
import { vatPercents } from '../../domain/vat.ts';
import { chargeAll } from '../../folios/pay.ts';
import { type Folio, lockFolioOf } from '../../folios/store.ts';
import type { Dependencies } from '../../framework/deps.ts';
import { outboxRow } from '../../outside/outbox.ts';
import type { Reservation } from '../../schema/reservation.ts';
import type { QuoteView } from '../../booking/schemas.ts';
import { writeJournal } from '../journal/write.ts';
import { type ChangeRequest, demandChangeable, lockVersion } from './changeable.ts';
import { priceAfter } from './price-after.ts';

type ChangeContext = Pick<Dependencies, 'now' | 'newId' | 'configuration'>;

/**
 * Moves a stay to another unit, other dates or other persons, all or nothing: a new quote at the price of the changed
 * stay, its nights, what is charged more or less, and what the card has to promise.
 *
 * @throws Problem unknown-reservation, reservation-changed, illegal-transition, unit-taken, restricted or invalid
 */
export async function changeStay(
  transaction: TenantTransaction,
  request: ChangeRequest,
  context: ChangeContext,
): Promise<void> {
  const now = context.now();
  const reservation = await lockVersion(transaction, request);
  const folio = await lockFolioOf(transaction, reservation.booking_id);
  const stay = await demandChangeable(transaction, reservation, request.change, now);
  const before = await partsOf(transaction, reservation);
  const quote = await priceAfter(transaction, reservation, stay, context);
  await together(transaction, insertQuote(transaction, quote, now));
  await transaction
    .updateTable('quote')
    .set({ status: 'accepted', reservation_id: reservation.id })
    .where('id', '=', quote.id)
    .execute();
  if (reservation.quote_id !== null)
    await transaction
      .updateTable('quote')
      .set({ status: 'replaced' })
      .where('id', '=', reservation.quote_id)
      .execute();
  await transaction
    .updateTable('reservation')
    .set({
      unit_id: quote.unit.id,
      unit_group_id: quote.unitGroup,
      arrival: quote.arrival,
      departure: quote.departure,
      adults: quote.adults,
      children: quote.children,
      children_ages: storedAges(quote.childrenAges),
      quote_id: quote.id,
      total_cents: quote.totalCents,
      version: reservation.version + 1,
    })
    .where('id', '=', reservation.id)
    .execute();
  await chargeDifference(transaction, { reservation, folio, before, quote }, { ...context, now });
  const moved = await moveNights(transaction, reservation, quote, { ...context, now });
  const detail = {
    moved,
    from: placeOf(reservation.unit_id, reservation),
    to: placeOf(quote.unit.id, quote),
    totalCents: quote.totalCents,
  };
  const deed = { actor: request.actor, action: 'change', subject: reservation.id, detail };
  await writeJournal(transaction, deed, now);
}

/** What the journal keeps of where and when. */
function placeOf(unit: string, { arrival, departure }: Record<'arrival' | 'departure', string>) {
  return { unit, arrival, departure };
}

interface Difference {
  readonly reservation: Reservation;
  readonly folio: Folio;
  readonly before: Awaited<ReturnType<typeof partsOf>>;
  readonly quote: QuoteView;
}

type Step = Pick<Dependencies, 'newId' | 'configuration'> & { readonly now: number };

async function chargeDifference(
  transaction: TenantTransaction,
  { reservation, folio, before, quote }: Difference,
  step: Step,
): Promise<void> {
  const after = {
    accommodation: sumCents(quote.nights),
    service: sumCents(quote.services),
    touristTax: quote.touristTaxCents,
  };
  const charges = partNames
    .map((kind) => ({
      kind,
      description: 'Changed stay',
      cents: after[kind] - before[kind],
      vat_percent: vatPercents[kind],
    }))
    .filter(({ cents }) => cents !== 0);
  await chargeAll(transaction, { folioId: folio.id, charges, ...step });
  if (reservation.status === 'option') return;
  const promised = await promisedCents(transaction, reservation.booking_id, reservation.id);
  await authorizeUpTo(transaction, folio.id, promised + quote.totalCents, step);
}

/** Whether unit or nights have changed: then the old ones are given back and the new ones taken. */
async function moveNights(
  transaction: TenantTransaction,
  reservation: Reservation,
  { unit, unitGroup, property, arrival, departure }: QuoteView,
  { now, configuration }: Step,
): Promise<boolean> {
  const stays =
    unit.id === reservation.unit_id &&
    arrival === reservation.arrival &&
    departure === reservation.departure;
  if (stays) return false;
  const nights = nightsOf(arrival, departure);
  await releaseNights(transaction, reservation, reservation.arrival, now);
  const hold = { reservationId: reservation.id, unit: unit.id, unitGroup, nights };
  const left = await holdNights[configuration.bookingMode](transaction, hold);
  const told = { unitGroup, unit: unit.id, nights, free: false };
  const event = outboxRow(transaction, `availability/${property}`, told, now);
  await orTaken([hold], together(transaction, [...left.nights, event, ...left.counters]));
  return true;
}
