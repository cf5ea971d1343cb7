import type { Settings } from '../settings.ts';
import type { Catalogue } from '../visitors/catalogue.ts';
import { optionsOfVisit, tenantOf } from '../visitors/identity.ts';
import type { Visit } from '../visitors/steps.ts';
import {
  type Behavior,
  crowdVisit,
  hurriedDay,
  openingDay,
  ordinaryDay,
  visit,
} from '../visitors/visit.ts';

/** Who plays, and when the load is over (milliseconds since 1970) and was opened to all. */
export interface Player {
  /** From 1, through all workers. */
  readonly vu: number;
  readonly isOfCrowd: boolean;
  readonly openedAt: number;
}

/** A way of coming: visit after visit while there is one, or one visit only. */
export interface Coming {
  /** The part of the load, as k6 names it. */
  readonly part: (player: Player) => string;
  /** The n-th visit (from 0) of a player; undefined when there is none. */
  readonly visit: (
    settings: Settings,
    catalogue: Catalogue,
    player: Player,
    nth: number,
  ) => Visit | undefined;
}

/** What a step of a flow can ask for: `- come: ordinary`. */
export const comings: ReadonlyMap<string, Coming> = new Map([
  ['hurried', population(hurriedDay, 'smoke')],
  ['ordinary', population(ordinaryDay, 'steady')],
  [
    'opening',
    {
      part: ({ isOfCrowd }) => (isOfCrowd ? 'crowd' : 'arrivals'),
      visit: (settings, catalogue, { vu, isOfCrowd, openedAt }, nth) => {
        if (nth > 0) return undefined;
        const options = { ...optionsOfVisit(settings, catalogue, vu, nth), underway: false };
        const seconds = Math.max(0, (openedAt - Date.now()) / 1000);
        return isOfCrowd ? crowdVisit(openingDay, options, seconds) : visit(openingDay, options);
      },
    },
  ],
]);

function population(behavior: Behavior, part: string): Coming {
  return {
    part: () => part,
    visit: (settings, catalogue, { vu }, nth) =>
      visit(behavior, optionsOfVisit(settings, catalogue, vu, nth)),
  };
}

export function siteOf(
  settings: Settings,
  catalogues: ReadonlyMap<string, Catalogue>,
  vu: number,
): { readonly tenant: Settings['tenants'][number]; readonly catalogue: Catalogue } {
  const tenant = tenantOf(settings, vu);
  const catalogue = catalogues.get(tenant.id);
  if (catalogue === undefined) throw new Error(`There is no catalogue of tenant ${tenant.id}.`);
  return { tenant, catalogue };
}
