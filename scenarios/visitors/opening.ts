/** Share of the visitors of an opening day who wait for it. */
const crowdShare = 0.1;
/** Arrivals are planned by the mean visit, and some take much longer. */
const spare = 1.5;

/** Those who wait with everything filled in, and book in the first second. */
export function crowdOf(visitors: number): number {
  return Math.max(1, Math.round(visitors * crowdShare));
}

/** Virtual users for those who arrive, `visitors` of them at once on average. */
export function spareVirtualUsers(visitors: number): number {
  return Math.ceil(visitors * spare) + 10;
}
