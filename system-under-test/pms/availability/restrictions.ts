import type { CatalogGroup } from '../catalog/catalog.ts';
import { addDays, type CivilDate } from '../domain/civil-date.ts';

/**
 * Why a group cannot be sold for a stay of these nights, undefined when it can: the first may not be over, none may be
 * closed, an arrival on the first may ask for a longer stay, and days may be closed to those who arrive or leave.
 * @param today at the campsite
 */
export function restrictionOn(
  { closedNights, minNights, closedToArrival, closedToDeparture }: CatalogGroup,
  nights: readonly CivilDate[],
  today: CivilDate,
): string | undefined {
  const arrival = nights[0] ?? '';
  if (arrival < today) return `An arrival on ${arrival} is in the past.`;
  const closed = nights.find((night) => closedNights.has(night));
  if (closed !== undefined) return `The night of ${closed} is closed.`;
  if (closedToArrival.has(arrival)) return `Nobody may arrive on ${arrival}.`;
  const last = nights.at(-1);
  if (closedToDeparture.size > 0 && last !== undefined) {
    const departure = addDays(last, 1);
    if (closedToDeparture.has(departure)) return `Nobody may leave on ${departure}.`;
  }
  const shortest = minNights.get(arrival) ?? 1;
  if (nights.length >= shortest) return undefined;
  return `An arrival on ${arrival} must stay at least ${shortest} nights.`;
}
