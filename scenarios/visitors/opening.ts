import type { LoadPlan } from './plan.ts';
import { planLoad } from './plan.ts';
import { openingDay } from './visit.ts';

/** Share of the visitors of an opening day who wait for it. */
const crowdShare = 0.1;
/** Arrivals are planned by the mean visit: so many more fit in while answers take up to a second. */
const spare = 1.15;
/** A system that is slower still has more people in it; beyond this, arrivals are dropped and counted. */
const most = 1.5;

/**
 * Those who are there from the first second on: on an opening day with everything filled in, to book in the second that it
 * opens.
 */
export function crowdOf(visitors: number): number {
  return Math.max(1, Math.round(visitors * crowdShare));
}

/** Virtual users for those who arrive, `visitors` of them at once on average: made beforehand, and in need. */
export function arrivingUsers(visitors: number): {
  readonly prepared: number;
  readonly most: number;
} {
  return { prepared: Math.ceil(visitors * spare) + 10, most: Math.ceil(visitors * most) + 10 };
}

/** Share of the later rate that arrives while it is quiet. */
const quietShare = 0.05;

/** Who comes on an opening day, `visitors` at once on average. */
export function planOpening(visitors: number): LoadPlan {
  return planLoad(visitors, openingDay.mix(), openingDay.think);
}

/** Arrivals a minute before the opening and from then on, as whole numbers. */
export function arrivalsPerMinute({ sessionsPerSecond }: LoadPlan): {
  readonly quiet: number;
  readonly open: number;
} {
  return {
    quiet: Math.ceil(sessionsPerSecond * quietShare * 60),
    open: Math.ceil(sessionsPerSecond * 60),
  };
}
