import type { Reader } from '../database/handles.ts';
import { type CivilDate, nightCount } from '../domain/civil-date.ts';
import { extraPersons, touristTax } from '../domain/pricing.ts';
import type { CatalogProperty } from '../catalog/catalog.ts';
import type { Tables } from '../schema/tables.ts';

export interface OfferRequest {
  readonly property: CatalogProperty;
  readonly arrival: CivilDate;
  readonly departure: CivilDate;
  readonly adults: number;
  readonly children: number;
}

export interface Offer {
  readonly unitGroup: string;
  readonly name: string;
  readonly kind: string;
  /** Units left on the fullest night; that one and the same unit is free on all nights is seen when it is quoted. */
  readonly available: number;
  readonly totalCents: number;
}

/** A group's nights added up; one row for each number of included persons, which is nearly always one row. */
interface GroupSum {
  readonly unitGroup: string;
  readonly included: number;
  readonly nights: number;
  readonly available: number;
  readonly base: number;
  readonly extraAdult: number;
  readonly extraChild: number;
  readonly closed: number;
  readonly minNights: number;
}

/** What the groups of a campsite cost for a stay without services, left out those that cannot be sold for it. */
export async function findOffers(reader: Reader<Tables>, request: OfferRequest): Promise<Offer[]> {
  const { property, arrival, departure } = request;
  const ids = property.groups.map((group) => group.id);
  const sums = await reader.rows<GroupSum>(
    `SELECT a.unit_group_id AS unitGroup, r.included_persons AS included, COUNT(*) AS nights,
      MIN(a.capacity - a.sold) AS available, SUM(r.base_cents) AS base, SUM(r.extra_adult_cents) AS extraAdult,
      SUM(r.extra_child_cents) AS extraChild, MAX(COALESCE(x.closed, 0)) AS closed,
      MAX(IF(a.night = ?, COALESCE(x.min_nights, 1), 1)) AS minNights
    FROM availability_day a
    JOIN nightly_rate r ON r.unit_group_id = a.unit_group_id AND r.night = a.night
    LEFT JOIN restriction x ON x.unit_group_id = a.unit_group_id AND x.night = a.night
    WHERE a.unit_group_id IN (${ids.map(() => '?').join(', ')}) AND a.night >= ? AND a.night < ?
    GROUP BY a.unit_group_id, r.included_persons`,
    [arrival, ...ids, arrival, departure],
  );
  const byGroup = Map.groupBy(sums, (sum) => sum.unitGroup);
  return property.groups.flatMap((group) => {
    const parts = byGroup.get(group.id) ?? [];
    const offer = offerOf(parts, request);
    const fits = request.adults + request.children <= group.maxPersons;
    return offer === undefined || !fits
      ? []
      : [{ unitGroup: group.id, name: group.name, kind: group.kind, ...offer }];
  });
}

function offerOf(
  parts: readonly GroupSum[],
  { property, arrival, departure, adults, children }: OfferRequest,
): Pick<Offer, 'available' | 'totalCents'> | undefined {
  const nights = nightCount(arrival, departure);
  const onSale = parts.reduce((sum, part) => sum + part.nights, 0) === nights;
  if (!onSale || parts.some((part) => part.closed > 0 || part.minNights > nights)) return undefined;
  let totalCents = touristTax(property.touristTax, adults, nights);
  for (const part of parts) {
    const extra = extraPersons(part.included, adults, children);
    totalCents += part.base + extra.adults * part.extraAdult + extra.children * part.extraChild;
  }
  return { available: Math.max(0, Math.min(...parts.map((part) => part.available))), totalCents };
}
