import type { Settings } from '../settings.ts';
import { arrivalsPerMinute, arrivingUsers, crowdOf } from '../visitors/opening.ts';
import { settling } from '../visitors/population.ts';
import { crowdPhase, openPhase } from './script.ts';

/** A load as a profile is asked for. */
export type Load = Pick<Settings, 'visitors' | 'rampSeconds' | 'holdSeconds'>;

/** A phase as a script has it. Artillery takes times with a fraction as text with a unit only. */
export interface WrittenPhase {
  readonly name: string;
  readonly duration?: string;
  readonly pause?: string;
  readonly arrivalCount?: number;
}

/** What a load makes of a script: its phases, and whom it has at most. */
export interface WrittenLoad {
  readonly phases: readonly WrittenPhase[];
  readonly most?: number;
}

/** Everybody comes in the ramp, and stays. */
export function populationLoad({ visitors, rampSeconds, holdSeconds }: Load): WrittenLoad {
  const coming = rampSeconds * (1 - settling);
  return {
    phases: [arrivals('ramp', coming, visitors), pause('hold', rampSeconds - coming + holdSeconds)],
  };
}

/** Seconds in which the crowd gathers, before anybody else comes. */
const gathering = 1;

/** A crowd that waits, few others meanwhile, and then the opening. */
export function openingLoad({ visitors, rampSeconds, holdSeconds }: Load): WrittenLoad {
  const rate = arrivalsPerMinute(visitors);
  const crowd = crowdOf(visitors);
  const coming = Math.min(gathering, rampSeconds / 2);
  const quiet = rampSeconds - coming;
  return {
    phases: [
      arrivals(crowdPhase, coming, crowd),
      arrivals('quiet', quiet, Math.round((rate.quiet * rampSeconds) / 60)),
      arrivals(openPhase, holdSeconds, Math.round((rate.open * holdSeconds) / 60)),
    ].filter(
      ({ duration, pause: idle }) => duration !== milliseconds(0) && idle !== milliseconds(0),
    ),
    most: arrivingUsers(visitors).most + crowd,
  };
}

/** The part of one of several generators that play a load together: every so manyth visitor, from the n-th on. */
export function partOf(load: WrittenLoad, nth: number, of: number): WrittenLoad {
  const share = (count: number): number => Math.ceil((count - nth) / of);
  return {
    phases: load.phases.map((phase) =>
      phase.arrivalCount === undefined || phase.duration === undefined
        ? phase
        : written(phase.name, phase.duration, share(phase.arrivalCount)),
    ),
    ...(load.most === undefined ? {} : { most: share(load.most) }),
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

function milliseconds(seconds: number): string {
  return `${Math.round(seconds * 1000)}ms`;
}
