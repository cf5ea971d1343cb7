import type { Selectable } from 'kysely';
import type { Reader } from '../database/handles.ts';
import type { CivilDate } from '../domain/civil-date.ts';
import type { CancellationRules } from '../domain/fees.ts';
import type { AgeRules, TouristTax } from '../domain/pricing.ts';
import type { RestrictionTable } from '../schema/rates.ts';
import type { Tables } from '../schema/tables.ts';
import type { Tenant } from '../tenants/tenants.ts';

export interface CatalogGroup {
  readonly id: string;
  readonly property: string;
  readonly code: string;
  readonly name: string;
  readonly kind: 'pitch' | 'mobile-home' | 'bungalow';
  readonly maxPersons: number;
  readonly closedNights: ReadonlySet<CivilDate>;
  /** The shortest stay by day of arrival, where it is more than a night. */
  readonly minNights: ReadonlyMap<CivilDate, number>;
  /** Days on which nobody may arrive, or leave. */
  readonly closedToArrival: ReadonlySet<CivilDate>;
  readonly closedToDeparture: ReadonlySet<CivilDate>;
  /** In code order. */
  readonly units: readonly { readonly id: string; readonly code: string }[];
}

export interface CatalogService {
  readonly code: string;
  readonly name: string;
  readonly unitCents: number;
  readonly per: 'stay' | 'night';
  readonly maxQuantity: number;
}

export interface CatalogProperty {
  readonly code: string;
  readonly name: string;
  readonly town: string;
  readonly description: string;
  readonly directions: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly touristTax: TouristTax;
  readonly ages: AgeRules;
  readonly cancellation: CancellationRules;
  readonly bookable: { readonly from: string; readonly to: string };
  readonly groups: readonly CatalogGroup[];
  readonly services: readonly CatalogService[];
  readonly seasons: readonly { readonly name: string; readonly firstNight: string }[];
  /** Mean stars of its reviews, undefined while it has none. */
  readonly stars: number | undefined;
}

/** What a tenant sells, its restrictions, and what guests think of it; no prices and no free nights. */
export interface Catalog {
  readonly properties: ReadonlyMap<string, CatalogProperty>;
  readonly groups: ReadonlyMap<string, CatalogGroup>;
}

/** Where to get a tenant's catalog. It hardly ever changes and every request needs it, so it is kept for a while. */
export type Catalogs = (tenant: Tenant) => Promise<Catalog>;

export function keptCatalogs(now: () => number, keepSeconds = 30): Catalogs {
  const kept = new Map<string, { readonly catalog: Promise<Catalog>; readonly until: number }>();
  return (tenant) => {
    const found = kept.get(tenant.id);
    if (found !== undefined && found.until > now()) return found.catalog;
    const catalog = loadCatalog(tenant.database.reader);
    kept.set(tenant.id, { catalog, until: now() + keepSeconds * 1000 });
    catalog.catch(() => kept.delete(tenant.id));
    return catalog;
  };
}

async function loadCatalog(reader: Reader<Tables>): Promise<Catalog> {
  const [properties, groups, units, services, seasons, ratings, restrictions] = await Promise.all([
    reader.selectFrom('property').selectAll().orderBy('code').execute(),
    reader.selectFrom('unit_group').selectAll().orderBy('position').execute(),
    reader.selectFrom('unit').selectAll().orderBy('code').execute(),
    reader.selectFrom('service').selectAll().orderBy('code').execute(),
    reader.selectFrom('season').selectAll().orderBy('first_night').execute(),
    reader.rows<{ property: string; stars: number }>(
      'SELECT property_id AS property, AVG(stars) AS stars FROM review GROUP BY property_id',
    ),
    reader.selectFrom('restriction').selectAll().execute(),
  ]);
  const starsOf = new Map(ratings.map(({ property, stars }) => [property, stars]));
  const unitsOf = Map.groupBy(units, (unit) => unit.unit_group_id);
  const restrictionsOf = Map.groupBy(restrictions, (restriction) => restriction.unit_group_id);
  const catalogGroups = groups.map((group): CatalogGroup => {
    const { id, code, name, kind } = group;
    const own = (unitsOf.get(id) ?? []).map((unit) => ({ id: unit.id, code: unit.code }));
    const restricted = restrictionsOf.get(id) ?? [];
    return {
      id,
      closedNights: nightsWhere(restricted, ({ closed }) => closed > 0),
      minNights: new Map(restricted.map((each) => [each.night, each.min_nights])),
      closedToArrival: nightsWhere(restricted, ({ closed_to_arrival: shut }) => shut > 0),
      closedToDeparture: nightsWhere(restricted, ({ closed_to_departure: shut }) => shut > 0),
      property: group.property_id,
      code,
      name,
      kind,
      maxPersons: group.max_persons,
      units: own,
    };
  });
  const catalogProperties = properties.map((property): CatalogProperty => {
    const { code, name, town, description, directions, latitude, longitude } = property;
    return {
      code,
      name,
      town,
      description,
      directions,
      latitude,
      longitude,
      touristTax: {
        centsPerAdultNight: property.tourist_tax_cents,
        maxNights: property.tourist_tax_max_nights,
      },
      ages: { freeBelowAge: property.free_below_age, taxedFromAge: property.taxed_from_age },
      cancellation: {
        freeDays: property.free_cancellation_days,
        latePercent: property.late_cancellation_percent,
        noShowPercent: property.no_show_percent,
      },
      stars: starsOf.get(property.id),
      bookable: { from: property.bookable_from, to: property.bookable_to },
      groups: catalogGroups.filter((group) => group.property === property.id),
      seasons: seasons
        .filter((season) => season.property_id === property.id)
        .map((season) => ({ name: season.name, firstNight: season.first_night })),
      services: services
        .filter((service) => service.property_id === property.id)
        .map(({ code, name, unit_cents, per, max_quantity }) => {
          return { code, name, unitCents: unit_cents, per, maxQuantity: max_quantity };
        }),
    };
  });
  return {
    properties: new Map(catalogProperties.map((property) => [property.code, property])),
    groups: new Map(catalogGroups.map((group) => [group.id, group])),
  };
}

type Restriction = Selectable<RestrictionTable>;

function nightsWhere(
  restrictions: readonly Restriction[],
  holds: (restriction: Restriction) => boolean,
): ReadonlySet<CivilDate> {
  return new Set(restrictions.filter(holds).map(({ night }) => night));
}
