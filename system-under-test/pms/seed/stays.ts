import type { CivilDate } from '../domain/civil-date.ts';
import { seasonOf } from './calendar.ts';
import { type Random, between } from '../../../core/seeded-random.ts';

/** A seeded stay on one unit: nights `first` to `first + length - 1` of the nights on sale. */
export interface StaySpan {
  readonly first: number;
  readonly length: number;
}

/** What a seeded stay has come to. */
export type SeedStatus = 'confirmed' | 'checkedIn' | 'checkedOut';

/** Share of a season's nights that are sold already. */
const soldShare = { LOW: 0.19, MID: 0.27, HIGH: 0.32, PEAK: 0.4 } as const;

/** Stays on one unit, one after the other with gaps, so that about the season's share of its nights is sold. */
export function staysOnUnit(nights: readonly CivilDate[], random: Random): StaySpan[] {
  const stays: StaySpan[] = [];
  const meanStay = 6;
  let night = between(random, 0, 12);
  for (;;) {
    const at = nights[night];
    if (at === undefined) return stays;
    const share = soldShare[seasonOf(at)];
    const length = between(random, 3, 9);
    if (night + length > nights.length) return stays;
    // A gap follows each stay; its mean makes stays / (stays + gaps) the share.
    stays.push({ first: night, length });
    const meanGap = (meanStay * (1 - share)) / share;
    night += length + between(random, 0, Math.round(2 * meanGap));
  }
}
