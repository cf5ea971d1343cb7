import type { TargetTenant } from '../../targets/target.ts';
import { seededRandom } from '../../core/seeded-random.ts';
import type { Settings } from './settings.ts';
import type { Catalogue } from './catalogue.ts';
import { mixSeeds, weighted } from './random.ts';
import type { VisitOptions } from './visit.ts';

/** Put between the end of the load and the cut of visits, so that no engine starts new ones in between. */
export const marginMs = 200;

/** The tenant whose site virtual user `vu` (from 1) visits, again and again: the same for a seed, whatever plays it. */
export function tenantOf({ seed, tenants }: Settings, vu: number): TargetTenant {
  return weighted(seededRandom(mixSeeds(seed, vu)), tenants);
}

/** Who the n-th visit (from 0) of virtual user `vu` is; the first is met in the middle of it. */
export function optionsOfVisit(
  { seed, runId }: Settings,
  catalogue: Catalogue,
  vu: number,
  nth: number,
): VisitOptions {
  return {
    random: seededRandom(mixSeeds(mixSeeds(seed, vu), nth + 1)),
    catalogue,
    visitId: `${runId}-${vu}-${nth}`,
    underway: nth === 0,
  };
}
