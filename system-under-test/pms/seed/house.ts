import { type Random, between } from '../../../core/seeded-random.ts';
import type { SeedStatus, StaySpan } from './stays.ts';

/** Nights before today that the seed knows: room for those in house, and for those who left before them. */
export const pastNights = 21;

export interface HouseStay extends StaySpan {
  readonly status: SeedStatus;
}

/**
 * Who is in a unit today, who was there before, and who comes today besides those who are booked already; in nights from
 * `pastNights` days ago on.
 *
 * @param firstBooked nights from today to the unit's first stay that is still to come
 */
export function houseStays(firstBooked: number, random: Random): HouseStay[] {
  const stays: HouseStay[] = [];
  let since = between(random, 0, 3);
  if (random() < 0.5) {
    const slept = between(random, 1, 7);
    // Saturdays: many leave on the day itself.
    const left = random() < 0.4 ? 0 : Math.min(between(random, 1, 6), firstBooked);
    stays.push({ first: pastNights - slept, length: slept + left, status: 'checkedIn' });
    since = slept + between(random, 0, 2);
    if (left === 0) stays.push(...arrivalToday(firstBooked, random));
  } else stays.push(...arrivalToday(firstBooked, random));
  if (random() < 0.6 && since > 0) {
    const slept = between(random, 2, 6);
    stays.push({ first: pastNights - since - slept, length: slept, status: 'checkedOut' });
  }
  return stays;
}

function arrivalToday(firstBooked: number, random: Random): HouseStay[] {
  const length = between(random, 2, 7);
  if (random() >= 0.35 || length > firstBooked) return [];
  return [{ first: pastNights, length, status: 'confirmed' }];
}
