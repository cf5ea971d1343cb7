/** What a tenant sells, as its inventory endpoint tells it; the same for all visitors of that tenant. */
export interface Catalogue {
  readonly tenant: string;
  readonly properties: readonly CatalogueProperty[];
  /** First and last night that can be booked, `YYYY-MM-DD`. */
  readonly bookable: { readonly from: string; readonly to: string };
  /** What a browser loads of its pages; for visitors who load it too. */
  readonly frontEnd?: FrontEnd;
}

/** The booking page and what it loads, as addresses on the site. */
export interface FrontEnd {
  /** Entity tag of the page. */
  readonly tag: string;
  /** Style of all pages. */
  readonly siteStyle: string;
  /** Of the booking page, that style included. */
  readonly assets: readonly string[];
}

export interface CatalogueProperty {
  readonly code: string;
  readonly unitGroups: readonly CatalogueUnitGroup[];
}

export interface CatalogueUnitGroup {
  readonly id: string | number;
  readonly maxPersons: number;
}

/** Path of the inventory endpoint, which gives a `Catalogue`. */
export const cataloguePath = '/inventory/v1/properties';

export function onlyWhatVisitorsUse({ tenant, properties, bookable }: Catalogue): Catalogue {
  const slim = properties.map(({ code, unitGroups }) => ({
    code,
    unitGroups: unitGroups.map(({ id, maxPersons }) => ({ id, maxPersons })),
  }));
  return { tenant, properties: slim, bookable };
}
