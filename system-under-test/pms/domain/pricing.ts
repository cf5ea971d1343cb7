import type { CivilDate } from './civil-date.ts';

/** Amounts are integer cents throughout: no sum is ever rounded. */
export interface NightRate {
  readonly night: CivilDate;
  /** For up to `includedPersons`. */
  readonly baseCents: number;
  readonly includedPersons: number;
  readonly extraAdultCents: number;
  readonly extraChildCents: number;
}

export interface ChosenService {
  readonly code: string;
  readonly quantity: number;
  readonly unitCents: number;
  readonly per: 'stay' | 'night';
}

export interface TouristTax {
  readonly centsPerAdultNight: number;
  /** Nights beyond these are free. */
  readonly maxNights: number;
}

/** What a campsite makes of the ages of children. */
export interface AgeRules {
  /** Younger children cost nothing. */
  readonly freeBelowAge: number;
  /** From this age on they pay the tourist tax. */
  readonly taxedFromAge: number;
}

/** How many of a party's children count for what; those whose age nobody told pay as children, and no tourist tax. */
export function countChildren(
  children: number,
  ages: readonly number[] | undefined,
  { freeBelowAge, taxedFromAge }: AgeRules,
): { readonly paying: number; readonly taxed: number } {
  const known = ages ?? [];
  return {
    paying: children - known.filter((age) => age < freeBelowAge).length,
    taxed: known.filter((age) => age >= taxedFromAge).length,
  };
}

export interface Stay {
  readonly nights: readonly NightRate[];
  readonly adults: number;
  /** Those who pay: see `countChildren`. */
  readonly children: number;
  /** Children who pay the tourist tax; none unless stated. */
  readonly taxedChildren?: number;
  readonly services: readonly ChosenService[];
  readonly touristTax: TouristTax;
}

export interface Price {
  readonly nights: readonly { readonly night: CivilDate; readonly cents: number }[];
  readonly services: readonly {
    readonly code: string;
    readonly quantity: number;
    readonly cents: number;
  }[];
  readonly nightsCents: number;
  readonly servicesCents: number;
  readonly touristTaxCents: number;
  readonly totalCents: number;
}

/** Total = nightly rates (season x group, by occupancy) + services + tourist tax (taxed persons x capped nights). */
export function price(stay: Stay): Price {
  const nights = stay.nights.map((rate) => ({
    night: rate.night,
    cents: nightCents(rate, stay.adults, stay.children),
  }));
  const services = stay.services.map((service) => ({
    code: service.code,
    quantity: service.quantity,
    cents:
      service.quantity * service.unitCents * (service.per === 'night' ? stay.nights.length : 1),
  }));
  const nightsCents = sumCents(nights);
  const servicesCents = sumCents(services);
  const touristTaxCents = touristTax(
    stay.touristTax,
    stay.adults + (stay.taxedChildren ?? 0),
    stay.nights.length,
  );
  return {
    nights,
    services,
    nightsCents,
    servicesCents,
    touristTaxCents,
    totalCents: nightsCents + servicesCents + touristTaxCents,
  };
}

/** Adults fill the included places first, children what is left of them; each further person pays the extra. */
function extraPersons(
  includedPersons: number,
  adults: number,
  children: number,
): { readonly adults: number; readonly children: number } {
  const left = Math.max(0, includedPersons - adults);
  return { adults: Math.max(0, adults - includedPersons), children: Math.max(0, children - left) };
}

function nightCents(rate: NightRate, adults: number, children: number): number {
  const extra = extraPersons(rate.includedPersons, adults, children);
  return (
    rate.baseCents + extra.adults * rate.extraAdultCents + extra.children * rate.extraChildCents
  );
}

/** Adults pay it, and children of a certain age. */
export function touristTax(tax: TouristTax, persons: number, nights: number): number {
  return persons * Math.min(nights, tax.maxNights) * tax.centsPerAdultNight;
}

export function sumCents(items: readonly { readonly cents: number }[]): number {
  return items.reduce((sum, { cents }) => sum + cents, 0);
}
