import type { Compilable, Kysely } from 'kysely';
import { findFreeUnits, type FreeUnit, isFree } from '../availability/free-units.ts';
import { findStayRates } from '../availability/stay-rates.ts';
import { localDay } from '../domain/local-day.ts';
import { toSqlTimestamp } from '../database/timestamp.ts';
import type { Reader } from '../database/handles.ts';
import { type ChosenService, countChildren, price, sumCents } from '../domain/pricing.ts';
import type { Catalog, CatalogGroup, CatalogProperty } from '../catalog/catalog.ts';
import { findGroup, findProperty } from '../catalog/find.ts';
import type { Tables } from '../schema/tables.ts';
import type { Tenant } from '../tenants/tenants.ts';
import { allOrNone } from '../database/together.ts';
import type { Dependencies } from '../framework/deps.ts';
import { Problem } from '../problem.ts';
import { storedAges } from './ages.ts';
import type { QuoteRequest, QuoteView } from './schemas.ts';

/**
 * What a stay costs now, on a unit that is free now. A quote fixes the price; it holds no night.
 * @throws Problem unknown-unit-group, invalid, restricted, unit-taken or no-availability
 */
export async function makeQuote(
  reads: Reader<Tables>,
  catalog: Catalog,
  request: QuoteRequest,
  deps: Pick<Dependencies, 'now' | 'random' | 'newId' | 'configuration'>,
): Promise<QuoteView> {
  const group = findGroup(catalog, request.unitGroup);
  const property = findProperty(catalog, group.property);
  const { arrival, departure, adults, children, childrenAges } = request;
  checkPersons(request, group);
  const services = chosenServices(request, property);
  const wanted = wantedUnit(request, group);
  const nights = await findStayRates(reads, group, arrival, departure, localDay(deps.now()));
  const unit =
    wanted === undefined
      ? await anyFreeUnit(reads, request, group, deps.random)
      : await ifFree(reads, request, wanted);
  const { paying, taxed } = countChildren(children, childrenAges, property.ages);
  const { touristTax } = property;
  const party = { adults, children: paying, taxedChildren: taxed };
  const cost = price({ nights, ...party, services, touristTax });
  return {
    id: deps.newId(),
    status: 'open',
    property: property.code,
    unitGroup: group.id,
    unit,
    arrival,
    departure,
    adults,
    children,
    ...(childrenAges === undefined ? {} : { childrenAges }),
    nights: [...cost.nights],
    services: [...cost.services],
    touristTaxCents: cost.touristTaxCents,
    totalCents: cost.totalCents,
    expiresAt: new Date(deps.now() + deps.configuration.quoteSeconds * 1000).toISOString(),
  };
}

/** Writes a quote down. */
export async function saveQuote(
  { writer }: Tenant['database'],
  quote: QuoteView,
  now: number,
): Promise<void> {
  await allOrNone(writer, insertQuote(writer.kysely, quote, now));
}

/** The statements that write a quote down. */
export function insertQuote(
  kysely: Kysely<Tables>,
  quote: QuoteView,
  now: number,
): readonly Compilable[] {
  const saved = kysely.insertInto('quote').values({
    id: quote.id,
    status: 'open',
    property_id: quote.property,
    unit_group_id: quote.unitGroup,
    unit_id: quote.unit.id,
    arrival: quote.arrival,
    departure: quote.departure,
    adults: quote.adults,
    children: quote.children,
    children_ages: storedAges(quote.childrenAges),
    nights_cents: sumCents(quote.nights),
    services_cents: sumCents(quote.services),
    tourist_tax_cents: quote.touristTaxCents,
    total_cents: quote.totalCents,
    expires_at: toSqlTimestamp(Date.parse(quote.expiresAt)),
    created_at: toSqlTimestamp(now),
  });
  const nights = kysely
    .insertInto('quote_night')
    .values(quote.nights.map(({ night, cents }) => ({ quote_id: quote.id, night, cents })));
  const services = kysely
    .insertInto('quote_service')
    .values(quote.services.map((service) => ({ quote_id: quote.id, ...service })));
  return [saved, nights, ...(quote.services.length === 0 ? [] : [services])];
}

function checkPersons({ adults, children }: QuoteRequest, group: CatalogGroup): void {
  if (adults + children <= group.maxPersons) return;
  const message = `${group.name} is for at most ${group.maxPersons} persons.`;
  throw new Problem('invalid', message, [{ path: 'body.adults', message }]);
}

function chosenServices(request: QuoteRequest, property: CatalogProperty): ChosenService[] {
  const chosen = request.services.map(({ code, quantity }, i) => {
    const service = property.services.find((each) => each.code === code);
    const fail = (field: string, message: string) =>
      new Problem('invalid', message, [{ path: `body.services.${i}.${field}`, message }]);
    if (service === undefined)
      throw fail('code', `There is no service "${code}" in ${property.code}.`);
    if (request.services.findIndex((each) => each.code === code) < i)
      throw fail('code', `"${code}" is listed twice.`);
    if (quantity > service.maxQuantity)
      throw fail('quantity', `${service.name}: at most ${service.maxQuantity}.`);
    return { code, quantity, unitCents: service.unitCents, per: service.per };
  });
  return chosen;
}

/** The unit that was asked for, undefined when any will do. */
function wantedUnit({ unit }: QuoteRequest, group: CatalogGroup): FreeUnit | undefined {
  if (unit === undefined) return undefined;
  const found = group.units.find((each) => each.id === unit);
  if (found !== undefined) return found;
  const message = `There is no unit "${unit}" in ${group.id}.`;
  throw new Problem('invalid', message, [{ path: 'body.unit', message }]);
}

async function ifFree(
  reads: Reader<Tables>,
  { arrival, departure }: QuoteRequest,
  unit: FreeUnit,
): Promise<FreeUnit> {
  if (await isFree(reads, unit.id, arrival, departure)) return unit;
  throw new Problem('unit-taken', `${unit.id} is taken between ${arrival} and ${departure}.`);
}

/** By chance, so that visitors who ask at once are not all sent to the same unit. */
async function anyFreeUnit(
  reads: Reader<Tables>,
  { arrival, departure }: QuoteRequest,
  group: CatalogGroup,
  random: () => number,
): Promise<FreeUnit> {
  const free = await findFreeUnits(reads, group, arrival, departure);
  const chosen = free[Math.floor(random() * free.length)];
  if (chosen !== undefined) return chosen;
  const message = `No unit of ${group.id} is free from ${arrival} to ${departure}.`;
  throw new Problem('no-availability', message);
}
