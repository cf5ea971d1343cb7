import type { CivilDate } from '../domain/civil-date.ts';
import type { NightRate } from '../domain/pricing.ts';
import { bookableTo, restrictionOf, seasonOf, seasonSpans } from './calendar.ts';
import {
  type CampsiteSeed,
  type GroupSeed,
  groups,
  reviewBodies,
  seasonNames,
  seasonPercents,
  services,
} from './campsites.ts';
import type { Calendar } from './calendar.ts';
import { batch, type Batch } from './insert.ts';
import { type Random, between } from '../../../core/seeded-random.ts';

/** A group of a campsite as it was seeded, with what stays on it cost. */
export interface SeededGroup {
  readonly id: string;
  readonly seed: GroupSeed;
  readonly unitIds: readonly string[];
  /** One per night on sale, in order. */
  readonly rates: readonly NightRate[];
}

export interface SeededCampsite {
  readonly seed: CampsiteSeed;
  readonly groups: readonly SeededGroup[];
}

/** All rows of one campsite that are not about bookings. Adds them to `batches` and tells what there is to book. */
export function campsiteRows(
  seed: CampsiteSeed,
  { nights, past }: Calendar,
  units: number,
  random: Random,
): { readonly campsite: SeededCampsite; readonly batches: readonly Batch[] } {
  const ratePlan = `${seed.code}-FLEX`;
  const seasons = seasonRows(seed, nights);
  const unitGroups = batch('unit_group', [
    'id',
    'property_id',
    'code',
    'name',
    'kind',
    'max_persons',
    'beds',
    'position',
  ]);
  const unit = batch('unit', ['id', 'unit_group_id', 'code']);
  const rates = batch('nightly_rate', [
    'unit_group_id',
    'night',
    'rate_plan_id',
    'season_id',
    'base_cents',
    'included_persons',
    'extra_adult_cents',
    'extra_child_cents',
  ]);
  const restrictions = batch('restriction', [
    'unit_group_id',
    'night',
    'closed',
    'min_nights',
    'changed_at',
  ]);

  const changedAt = `${nights[0] ?? ''} 00:00:00.000`;
  const seeded = groups.map((group, position): SeededGroup => {
    const id = `${seed.code}-${group.code}`;
    unitGroups.rows.push([
      id,
      seed.code,
      group.code,
      group.name,
      group.kind,
      group.maxPersons,
      group.maxPersons,
      position,
    ]);
    const unitIds = Array.from({ length: Math.max(1, Math.round(units * group.share)) }, (_, i) => {
      const code = `${group.letter}${String(i + 1).padStart(3, '0')}`;
      unit.rows.push([`${seed.code}-${code}`, id, code]);
      return `${seed.code}-${code}`;
    });
    const groupRates = nights.map((night) => nightRate(seed, group, night));
    for (const rate of groupRates) {
      const season = seasons.idOf.get(rate.night) ?? '';
      rates.rows.push([
        id,
        rate.night,
        ratePlan,
        season,
        rate.baseCents,
        rate.includedPersons,
        rate.extraAdultCents,
        rate.extraChildCents,
      ]);
      const { closed, minNights } = restrictionOf(rate.night, group.kind);
      if (closed || minNights > 1)
        restrictions.rows.push([id, rate.night, closed ? 1 : 0, minNights, changedAt]);
    }
    return { id, seed: group, unitIds, rates: groupRates };
  });

  const batches = [
    propertyRow(seed, nights.slice(past)),
    seasons.batch,
    ratePlanRow(seed, ratePlan),
    unitGroups,
    unit,
    rates,
    restrictions,
  ];
  return {
    campsite: { seed, groups: seeded },
    batches: [...batches, serviceRows(seed), reviewRows(seed, nights, random)],
  };
}

function nightRate(campsite: CampsiteSeed, group: GroupSeed, night: CivilDate): NightRate {
  const percent = seasonPercents[seasonOf(night)];
  // Whole euros, as price lists have them.
  const baseCents = Math.round((group.midCents * campsite.priceFactor * percent) / 10_000) * 100;
  const { includedPersons, extraAdultCents, extraChildCents } = group;
  return { night, baseCents, includedPersons, extraAdultCents, extraChildCents };
}

function propertyRow(seed: CampsiteSeed, nights: readonly CivilDate[]): Batch {
  const rows = batch('property', [
    'id',
    'code',
    'name',
    'town',
    'description',
    'directions',
    'latitude',
    'longitude',
    'tourist_tax_cents',
    'tourist_tax_max_nights',
    'register_code',
    'bookable_from',
    'bookable_to',
  ]);
  rows.rows.push([
    seed.code,
    seed.code,
    seed.name,
    seed.town,
    seed.description,
    seed.directions,
    seed.latitude,
    seed.longitude,
    seed.touristTaxCents,
    seed.touristTaxMaxNights,
    seed.registerCode,
    nights[0] ?? '',
    bookableTo(nights),
  ]);
  return rows;
}

function seasonRows(seed: CampsiteSeed, nights: readonly CivilDate[]) {
  const rows = batch('season', ['id', 'property_id', 'code', 'name', 'first_night', 'last_night']);
  const idOf = new Map<CivilDate, string>();
  for (const { code, first, last } of seasonSpans(nights)) {
    const id = `${seed.code}-${code}-${first}`;
    rows.rows.push([id, seed.code, code, seasonNames[code], first, last]);
    for (const night of nights) if (night >= first && night <= last) idOf.set(night, id);
  }
  return { batch: rows, idOf };
}

function ratePlanRow(seed: CampsiteSeed, id: string): Batch {
  const rows = batch('rate_plan', ['id', 'property_id', 'code', 'name']);
  rows.rows.push([id, seed.code, 'FLEX', 'Flexible rate']);
  return rows;
}

function serviceRows(seed: CampsiteSeed): Batch {
  const rows = batch('service', [
    'property_id',
    'code',
    'name',
    'unit_cents',
    'per',
    'max_quantity',
  ]);
  for (const { code, name, unitCents, per, maxQuantity } of services) {
    rows.rows.push([seed.code, code, name, unitCents, per, maxQuantity]);
  }
  return rows;
}

function reviewRows(seed: CampsiteSeed, nights: readonly CivilDate[], random: Random): Batch {
  const rows = batch('review', ['property_id', 'stars', 'author', 'body', 'written_on']);
  for (const [i, body] of reviewBodies.entries()) {
    rows.rows.push([
      seed.code,
      between(random, 3, 5),
      `Guest ${String(i + 1).padStart(4, '0')}`,
      body,
      nights[0] ?? '',
    ]);
  }
  return rows;
}
