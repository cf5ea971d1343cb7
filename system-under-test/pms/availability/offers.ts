import type { Reader } from '../database/handles.ts';
import { type CivilDate, nightsOf } from '../domain/civil-date.ts';
import { countChildren, touristTax } from '../domain/pricing.ts';
import type { CatalogProperty } from '../catalog/catalog.ts';
import type { Tables } from '../schema/tables.ts';
import { restrictionOn } from './restrictions.ts';

export interface OfferRequest {
  readonly property: CatalogProperty;
  readonly arrival: CivilDate;
  readonly departure: CivilDate;
  readonly adults: number;
  readonly children: number;
  readonly childrenAges?: readonly number[] | undefined;
  /** At the campsite. */
  readonly today: CivilDate;
}

export interface Offer {
  readonly unitGroup: string;
  readonly name: string;
  readonly kind: string;
  /** Units left on the fullest night; that one and the same unit is free on all nights is seen when it is quoted. */
  readonly available: number;
  readonly totalCents: number;
}

/** A group's nights added up. */
interface GroupSum {
  readonly unitGroup: string;
  readonly nights: number;
  readonly available: number;
  readonly cents: number;
}

/**
 * A night's price as `price` has it (domain/pricing.ts): the places that adults leave of those included are the
 * children's. Added up by the server, so that a campsite is a row a group and not a row a night.
 */
const nightCents = `r.base_cents + GREATEST(0, ? - r.included_persons) * r.extra_adult_cents
  + GREATEST(0, ? - GREATEST(0, r.included_persons - ?)) * r.extra_child_cents`;

/** What the groups of a campsite cost for a stay without services, left out those that cannot be sold for it. */
export async function findOffers(reader: Reader<Tables>, request: OfferRequest): Promise<Offer[]> {
  const { property, arrival, departure, adults, children, childrenAges, today } = request;
  const { paying, taxed } = countChildren(children, childrenAges, property.ages);
  const nights = nightsOf(arrival, departure);
  const groups = property.groups.filter(
    (group) =>
      adults + children <= group.maxPersons && restrictionOn(group, nights, today) === undefined,
  );
  if (groups.length === 0) return [];
  const sums = await reader.rows<GroupSum>(
    `SELECT a.unit_group_id AS unitGroup, COUNT(*) AS nights, MIN(a.capacity - a.sold) AS available,
      SUM(${nightCents}) AS cents
    FROM availability_day a
    JOIN nightly_rate r ON r.unit_group_id = a.unit_group_id AND r.night = a.night
    WHERE a.unit_group_id IN (${groups.map(() => '?').join(', ')}) AND a.night >= ? AND a.night < ?
    GROUP BY a.unit_group_id`,
    [adults, paying, adults, ...groups.map(({ id }) => id), arrival, departure],
  );
  const sumOf = new Map(sums.map((sum) => [sum.unitGroup, sum]));
  const tax = touristTax(property.touristTax, adults + taxed, nights.length);
  return groups.flatMap(({ id, name, kind }) => {
    const sum = sumOf.get(id);
    if (sum?.nights !== nights.length) return [];
    const available = Math.max(0, sum.available);
    return [{ unitGroup: id, name, kind, available, totalCents: sum.cents + tax }];
  });
}
