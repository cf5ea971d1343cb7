import type { QuoteView } from '../../booking/schemas.ts';
import type { TenantTransaction } from '../../database/transaction.ts';
import { nightsOf } from '../../domain/civil-date.ts';
import { type ChosenService, countChildren, price } from '../../domain/pricing.ts';
import type { Dependencies } from '../../framework/deps.ts';
import { Problem } from '../../problem.ts';
import type { Reservation } from '../../schema/reservation.ts';
import type { ChangedStay } from './changeable.ts';

/**
 * The quote of a changed stay. Nights that it had before keep their price as long as group and persons are the same; all
 * others cost what they cost now, and the services of the stay go on.
 *
 * @throws Problem restricted when a night is not on sale
 */
export async function priceAfter(
  transaction: TenantTransaction,
  reservation: Reservation,
  stay: ChangedStay,
  { now, newId }: Pick<Dependencies, 'now' | 'newId'>,
): Promise<QuoteView> {
  const { arrival, departure, adults, children, childrenAges } = stay;
  const property = await transaction
    .selectFrom('property')
    .selectAll()
    .where('id', '=', reservation.property_id)
    .executeTakeFirstOrThrow();
  const rates = await transaction
    .selectFrom('nightly_rate')
    .select([
      'night',
      'base_cents as baseCents',
      'included_persons as includedPersons',
      'extra_adult_cents as extraAdultCents',
      'extra_child_cents as extraChildCents',
    ])
    .where('unit_group_id', '=', stay.unit.group)
    .where('night', '>=', arrival)
    .where('night', '<', departure)
    .orderBy('night')
    .execute();
  if (rates.length < nightsOf(arrival, departure).length)
    throw new Problem('restricted', 'Not all of these nights are on sale.');
  const kept = await keptNights(transaction, reservation, stay);
  const { paying, taxed } = countChildren(children, childrenAges, {
    freeBelowAge: property.free_below_age,
    taxedFromAge: property.taxed_from_age,
  });
  const cost = price({
    nights: rates.map((rate) => {
      const cents = kept.get(rate.night);
      // A price that is kept is whole: nobody pays extra on it.
      return cents === undefined
        ? rate
        : { ...rate, baseCents: cents, extraAdultCents: 0, extraChildCents: 0 };
    }),
    adults,
    children: paying,
    taxedChildren: taxed,
    services: await servicesOfStay(transaction, reservation),
    touristTax: {
      centsPerAdultNight: property.tourist_tax_cents,
      maxNights: property.tourist_tax_max_nights,
    },
  });
  return {
    id: newId(),
    status: 'accepted',
    property: property.code,
    unitGroup: stay.unit.group,
    unit: { id: stay.unit.id, code: stay.unit.code },
    arrival,
    departure,
    adults,
    children,
    ...(childrenAges === undefined ? {} : { childrenAges }),
    nights: [...cost.nights],
    services: [...cost.services],
    touristTaxCents: cost.touristTaxCents,
    totalCents: cost.totalCents,
    expiresAt: new Date(now()).toISOString(),
  };
}

async function keptNights(
  transaction: TenantTransaction,
  reservation: Reservation,
  { unit, adults, children, childrenAges }: ChangedStay,
): Promise<ReadonlyMap<string, number>> {
  const ages = childrenAges === undefined ? null : JSON.stringify(childrenAges);
  const same =
    unit.group === reservation.unit_group_id &&
    adults === reservation.adults &&
    children === reservation.children &&
    ages === reservation.children_ages;
  if (!same || reservation.quote_id === null) return new Map();
  const nights = await transaction
    .selectFrom('quote_night')
    .select(['night', 'cents'])
    .where('quote_id', '=', reservation.quote_id)
    .execute();
  return new Map(nights.map(({ night, cents }) => [night, cents]));
}

/** The services a stay was booked with; a seeded one has each that its folio names once. */
async function servicesOfStay(
  transaction: TenantTransaction,
  { quote_id: quoteId, booking_id: bookingId, property_id: propertyId }: Reservation,
): Promise<ChosenService[]> {
  const chosen =
    quoteId === null
      ? await transaction
          .selectFrom('folio_line')
          .innerJoin('folio', 'folio.id', 'folio_line.folio_id')
          .select(['folio_line.description as code', (row) => row.val(1).as('quantity')])
          .where('folio.booking_id', '=', bookingId)
          .where('folio_line.kind', '=', 'service')
          .execute()
      : await transaction
          .selectFrom('quote_service')
          .select(['code', 'quantity'])
          .where('quote_id', '=', quoteId)
          .execute();
  if (chosen.length === 0) return [];
  const sold = await transaction
    .selectFrom('service')
    .selectAll()
    .where('property_id', '=', propertyId)
    .execute();
  return chosen.flatMap(({ code, quantity }) => {
    const service = sold.find((each) => each.code === code);
    if (service === undefined) return [];
    return [{ code, quantity, unitCents: service.unit_cents, per: service.per }];
  });
}
