import type { Corruption } from '../plant.ts';
import { counters } from './counters.ts';
import { deskWork } from './desk-work.ts';
import { differingCopies } from './differing-copies.ts';
import { doubleSales } from './double-sales.ts';
import { lostEvents } from './lost-events.ts';
import { lostRows } from './lost-rows.ts';
import { money } from './money.ts';
import { options } from './options.ts';
import { orphans } from './orphans.ts';
import { wrongOwners } from './wrong-owners.ts';
import { wrongSteps } from './wrong-steps.ts';
import { wrongTimes } from './wrong-times.ts';

/** Everything that is planted in the writer's database. To add one: an entry in its file; readers have a test of their own. */
export const corruptions: readonly Corruption[] = [
  ...lostRows,
  ...lostEvents,
  ...orphans,
  ...wrongOwners,
  ...differingCopies,
  ...counters,
  ...doubleSales,
  ...money,
  ...wrongSteps,
  ...wrongTimes,
  ...options,
  ...deskWork,
];
