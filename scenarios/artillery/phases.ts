import type { Settings } from '../visitors/settings.ts';
import { planStorm } from '../visitors/metasearch.ts';
import { arrivalsPerMinute, arrivingUsers, crowdOf, planOpening } from '../visitors/opening.ts';
import type { LoadPlan } from '../visitors/plan.ts';
import { stairsOf } from '../visitors/stairs.ts';
import { settling } from '../visitors/population.ts';
import { type EngineOptions, crowdPhase, openPhase } from './script.ts';

/** A load as a profile is asked for. */
export type Load = Pick<Settings, 'visitors' | 'rampSeconds' | 'holdSeconds'> &
  Partial<Pick<Settings, 'steps' | 'firstVisitors'>>;

/** A phase as a script has it. Artillery takes times with a fraction as text with a unit only. */
export interface WrittenPhase {
  readonly name: string;
  readonly duration?: string;
  readonly pause?: string;
  readonly arrivalCount?: number;
}

/** What a load makes of a script. */
export interface WrittenLoad extends Pick<EngineOptions, 'arrivalsPerMinute'> {
  readonly phases: readonly WrittenPhase[];
}

/** Everybody comes in the ramp, and stays. */
export function populationLoad({ visitors, rampSeconds, holdSeconds }: Load): WrittenLoad {
  const coming = rampSeconds * (1 - settling);
  return {
    phases: [arrivals('ramp', coming, visitors), pause('hold', rampSeconds - coming + holdSeconds)],
  };
}

/** Some come in each step, and stay. */
export function climbingLoad({ steps = 1, ...load }: Load): WrittenLoad {
  let there = 0;
  return {
    phases: stairsOf({ steps, ...load }).flatMap(({ visitors, rampSeconds, holdSeconds }, n) => {
      const coming = rampSeconds * (1 - settling);
      const added = visitors - there;
      there = visitors;
      return [
        arrivals(`ramp ${n + 1}`, coming, added),
        pause(`step ${n + 1}`, rampSeconds - coming + holdSeconds),
      ];
    }),
  };
}

/** Seconds in which the players are made who wait for arrivals, and share of the ramp that they may take at most. */
const making = 1;
const mostOfRamp = 0.25;

/** A crowd that waits, few others meanwhile, and then the opening. */
export function openingLoad(load: Load): WrittenLoad {
  return crowdAndArrivals(planOpening(load.visitors), load);
}

/** People on the site, few crawlers meanwhile, and then the storm. */
export function stormLoad(load: Load): WrittenLoad {
  return crowdAndArrivals(planStorm(load.visitors), load);
}

function crowdAndArrivals(
  plan: LoadPlan,
  { visitors, rampSeconds, holdSeconds }: Load,
): WrittenLoad {
  const coming = Math.min(making, rampSeconds * mostOfRamp);
  return {
    phases: [
      arrivals(crowdPhase, coming, crowdOf(visitors)),
      arrivals('on-call', coming, arrivingUsers(visitors).most),
      pause('quiet', rampSeconds - 2 * coming),
      pause(openPhase, holdSeconds),
    ],
    arrivalsPerMinute: arrivalsPerMinute(plan),
  };
}

/** The part of one of several generators that play a load together: every so manyth visitor, from the n-th on. */
export function partOf(load: WrittenLoad, nth: number, of: number): WrittenLoad {
  return {
    ...load,
    phases: load.phases.map((phase) =>
      phase.arrivalCount === undefined || phase.duration === undefined
        ? phase
        : written(phase.name, phase.duration, Math.ceil((phase.arrivalCount - nth) / of)),
    ),
  };
}

/** Counts and not rates: those are whole numbers a second, and divided among workers that we cannot number. */
function arrivals(name: string, seconds: number, count: number): WrittenPhase {
  return written(name, milliseconds(seconds), count);
}

/** Artillery passes over a phase in which nobody arrives, however long it is. */
function written(name: string, duration: string, arrivalCount: number): WrittenPhase {
  return arrivalCount < 1 ? { name, pause: duration } : { name, duration, arrivalCount };
}

function pause(name: string, seconds: number): WrittenPhase {
  return { name, pause: milliseconds(seconds) };
}

/** Artillery takes no phase for one that is as short as can be. */
function milliseconds(seconds: number): string {
  return `${Math.max(1, Math.round(seconds * 1000))}ms`;
}
