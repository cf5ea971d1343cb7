import type { CatalogGroup } from '../catalog/catalog.ts';
import type { CivilDate } from '../domain/civil-date.ts';

/**
 * Why a group cannot be sold for a stay of these nights, undefined when it can: none may be closed, and an arrival on the
 * first may ask for a longer stay.
 */
export function restrictionOn(
  { closedNights, minNights }: CatalogGroup,
  nights: readonly CivilDate[],
): string | undefined {
  const closed = nights.find((night) => closedNights.has(night));
  if (closed !== undefined) return `The night of ${closed} is closed.`;
  const arrival = nights[0] ?? '';
  const shortest = minNights.get(arrival) ?? 1;
  if (nights.length >= shortest) return undefined;
  return `An arrival on ${arrival} must stay at least ${shortest} nights.`;
}
