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

/**
 * The address that virtual user `vu` says to have, one of 198.18.0.0/15, which no machine of the Internet has (RFC 2544);
 * undefined where visitors say nothing.
 */
export function addressOf({ hasAddresses }: Settings, vu: number): string | undefined {
  if (!hasAddresses) return undefined;
  return `198.${18 + (Math.floor(vu / 65_536) % 2)}.${Math.floor(vu / 256) % 256}.${vu % 256}`;
}

/** Who the n-th visit (from 0) of virtual user `vu` is; the first is met in the middle of it. */
export function optionsOfVisit(
  { seed, runId, staff }: Settings,
  catalogue: Catalogue,
  vu: number,
  nth: number,
): VisitOptions {
  const own = staff?.tenants.find(({ id }) => id === catalogue.tenant);
  return {
    ...(own === undefined ? {} : { staff: own.staff }),
    random: seededRandom(mixSeeds(mixSeeds(seed, vu), nth + 1)),
    catalogue,
    visitId: `${runId}-${vu}-${nth}`,
    underway: nth === 0,
  };
}
