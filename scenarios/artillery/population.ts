import type { Settings } from '../visitors/settings.ts';
import type { Catalogue } from '../visitors/catalogue.ts';
import { optionsOfVisit, tenantOf } from '../visitors/identity.ts';
import { browsingDay } from '../visitors/browser.ts';
import { channelVisit } from '../visitors/channel.ts';
import { stormVisit } from '../visitors/metasearch.ts';
import { saturdayVisit } from '../visitors/saturday.ts';
import type { Visit } from '../visitors/steps.ts';
import {
  type Behavior,
  crowdVisit,
  hurriedDay,
  openingDay,
  ordinaryDay,
  type VisitOptions,
  visit,
} from '../visitors/visit.ts';
import type { Arrivals } from './arrivals.ts';
import {
  type Load,
  type WrittenLoad,
  climbingLoad,
  openingLoad,
  populationLoad,
  stormLoad,
} from './phases.ts';
import type { ScriptScenario } from './script.ts';

/** Who plays, and when the load is over (milliseconds since 1970) and was opened to all. */
export interface Player {
  /** From 1, through all workers. */
  readonly vu: number;
  readonly isOfCrowd: boolean;
  readonly openedAt: number;
}

/** A way of coming. */
export interface Coming {
  /** Whether its visitors load what pages are made of. */
  readonly loadsPages: boolean;
  /** What a load that is asked for makes of the script. */
  readonly load: (load: Load) => WrittenLoad;
  /** The part of the load, as k6 names it. */
  readonly part: (player: Player) => string;
  /** Resolves when it is time for the n-th visit (from 0) of a player: true, and false when there is none. */
  readonly turn: (player: Player, nth: number, arrivals: () => Arrivals) => Promise<boolean>;
  readonly visit: (settings: Settings, catalogue: Catalogue, player: Player, nth: number) => Visit;
}

/** What a step of a flow can ask for: `- come: ordinary`. */
const comings: ReadonlyMap<string, Coming> = new Map([
  ['hurried', population(hurriedDay, 'smoke')],
  ['ordinary', population(ordinaryDay, 'steady')],
  ['browsing', population(browsingDay, 'front-end')],
  ['soaking', population(ordinaryDay, 'soak')],
  ['climbing', { ...population(ordinaryDay, 'staircase'), load: climbingLoad }],
  [
    'opening',
    {
      loadsPages: false,
      load: openingLoad,
      part: ({ isOfCrowd }) => (isOfCrowd ? 'crowd' : 'arrivals'),
      // Those of the crowd come once; others whenever somebody arrives for whom they are free.
      turn: ({ isOfCrowd }, nth, arrivals) =>
        isOfCrowd ? Promise.resolve(nth === 0) : arrivals().next(),
      visit: (settings, catalogue, { vu, isOfCrowd, openedAt }, nth) => {
        const options = { ...optionsOfVisit(settings, catalogue, vu, nth), underway: false };
        const seconds = Math.max(0, (openedAt - Date.now()) / 1000);
        return isOfCrowd ? crowdVisit(openingDay, options, seconds) : visit(openingDay, options);
      },
    },
  ],
  ['trading', { ...population(ordinaryDay, 'channel-manager'), visit: byPlace(channelVisit) }],
  ['arriving', { ...population(ordinaryDay, 'saturday-arrivals'), visit: byPlace(saturdayVisit) }],
  [
    'storming',
    {
      loadsPages: false,
      load: stormLoad,
      part: ({ isOfCrowd }) => (isOfCrowd ? 'guests' : 'storm'),
      turn: ({ isOfCrowd }, _nth, arrivals) =>
        isOfCrowd ? Promise.resolve(true) : arrivals().next(),
      visit: (settings, catalogue, { vu, isOfCrowd }, nth) => {
        const options = optionsOfVisit(settings, catalogue, vu, nth);
        return isOfCrowd ? visit(ordinaryDay, options) : stormVisit(options);
      },
    },
  ],
]);

function population(behavior: Behavior, part: string): Coming {
  return {
    loadsPages: behavior.browser !== undefined,
    load: populationLoad,
    part: () => part,
    turn: () => Promise.resolve(true),
    visit: (settings, catalogue, { vu }, nth) =>
      visit(behavior, optionsOfVisit(settings, catalogue, vu, nth)),
  };
}

/** Visits of which each depends on who plays it. */
function byPlace(visitOf: (options: VisitOptions, vu: number) => Visit): Coming['visit'] {
  return (settings, catalogue, { vu }, nth) =>
    visitOf(optionsOfVisit(settings, catalogue, vu, nth), vu);
}

/**
 * What a scenario's flow asks for.
 * @throws Error that says what a flow must have
 */
export function comingOf({ name = '', flow = [] }: ScriptScenario): Coming {
  const [step] = flow;
  const asked =
    typeof step === 'object' && step !== null && 'come' in step ? String(step.come) : '';
  const coming = comings.get(asked);
  if (coming !== undefined && flow.length === 1) return coming;
  const known = [...comings.keys()].join(', ');
  throw new Error(
    `The flow of scenario "${name}" must be one step "- come: NAME", with one of ${known}.`,
  );
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
