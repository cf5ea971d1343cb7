import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { arrivingUsers, crowdOf } from './visitors/opening.ts';
import { planLoad } from './visitors/plan.ts';
import type { LoadPlan } from './visitors/plan.ts';
import { type Behavior, hurriedDay, openingDay, ordinaryDay } from './visitors/visit.ts';

/** Who plays visitors: others may come while the first are still there. */
export interface VirtualUsers {
  /** Made before the load begins. */
  readonly prepared: number;
  /** Made while it goes on, where the system is slow. */
  readonly most: number;
}

/** A load that can be asked for by name. */
export interface Profile {
  readonly brief: string;
  /** `closed`: a population of visitors; `open`: arrivals at a rate, whether or not the system keeps up. */
  readonly model: 'closed' | 'open';
  /** Paths of the scripts that play it under k6, and under Artillery. */
  readonly script: string;
  readonly artilleryScript: string;
  readonly visitors: number;
  readonly virtualUsers: (visitors: number) => VirtualUsers;
  readonly rampSeconds: number;
  /** More begin in no second of the ramp, which takes longer then. */
  readonly mostPerSecond?: number;
  readonly holdSeconds: number;
  /** Equal steps that the load comes in; `rampSeconds` and `holdSeconds` are those of one. */
  readonly steps?: number;
  readonly plan: (visitors: number) => LoadPlan;
}

/** Every profile. To add one: a script in k6/ and one in artillery/, and an entry here. */
export const profiles: Readonly<Record<string, Profile>> = {
  smoke: {
    brief: 'a few visitors for a few seconds, to check that everything works',
    model: 'closed',
    script: scriptPath('smoke'),
    artilleryScript: artilleryPath('smoke'),
    visitors: 40,
    virtualUsers: oneEach,
    rampSeconds: 4,
    holdSeconds: 20,
    plan: planOf(hurriedDay),
  },
  steady: {
    brief: 'many visitors at once, as on a busy ordinary day',
    model: 'closed',
    script: scriptPath('steady'),
    artilleryScript: artilleryPath('steady'),
    visitors: 10_000,
    virtualUsers: oneEach,
    rampSeconds: 45,
    mostPerSecond: 225,
    holdSeconds: 130,
    plan: planOf(ordinaryDay),
  },
  staircase: {
    brief: 'more and more visitors step by step, until an objective is lost: finds the knee',
    model: 'closed',
    script: scriptPath('staircase'),
    artilleryScript: artilleryPath('staircase'),
    visitors: 10_000,
    virtualUsers: oneEach,
    rampSeconds: 6,
    mostPerSecond: 1_000,
    holdSeconds: 30,
    steps: 12,
    plan: planOf(ordinaryDay),
  },
  'summer-opening': {
    brief:
      'a burst of arrivals on a few hot units and the August Saturdays, with a crowd waiting for it',
    model: 'open',
    script: scriptPath('summer-opening'),
    artilleryScript: artilleryPath('summer-opening'),
    visitors: 2_000,
    virtualUsers: (visitors) => {
      const { prepared, most } = arrivingUsers(visitors);
      return { prepared: prepared + crowdOf(visitors), most: most + crowdOf(visitors) };
    },
    rampSeconds: 10,
    holdSeconds: 60,
    plan: planOf(openingDay),
  },
};

/** How long a profile ramps up to so many visitors, unless somebody says. */
export function rampSecondsFor(profile: Profile, visitors: number): number {
  const { rampSeconds, mostPerSecond = Infinity } = profile;
  return Math.max(rampSeconds, Math.ceil(visitors / mostPerSecond));
}

/** A population at once, of whom each is followed by another. */
function oneEach(visitors: number): VirtualUsers {
  return { prepared: visitors, most: visitors };
}

function planOf(behavior: Pick<Behavior, 'mix' | 'think'>): Profile['plan'] {
  return (visitors) => planLoad(visitors, behavior.mix(), behavior.think);
}

/** Scripts are TypeScript in a checkout and JavaScript in the published package, as this file is. */
function scriptPath(name: string): string {
  return fileURLToPath(new URL(`./k6/${name}${extname(import.meta.url)}`, import.meta.url));
}

function artilleryPath(name: string): string {
  return fileURLToPath(new URL(`./artillery/${name}.yml`, import.meta.url));
}
