/** What a tenant sells, as its inventory endpoint tells it; the same for all visitors of that tenant. */
export interface Catalogue {
  readonly tenant: string;
  readonly properties: readonly CatalogueProperty[];
  /** First and last night that can be booked, `YYYY-MM-DD`. */
  readonly bookable: { readonly from: string; readonly to: string };
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
