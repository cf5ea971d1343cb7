import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browsingDay } from './visitors/browser.ts';
import { planChannel } from './visitors/channel.ts';
import { planStorm } from './visitors/metasearch.ts';
import { arrivingUsers, crowdOf, planOpening } from './visitors/opening.ts';
import { planSaturday } from './visitors/saturday.ts';
import { planLoad } from './visitors/plan.ts';
import type { LoadPlan } from './visitors/plan.ts';
import { type Behavior, hurriedDay, ordinaryDay } from './visitors/visit.ts';

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
  /** Real browsers that visit beside the load, unless told otherwise, and the script that they play under k6. */
  readonly browsers?: { readonly count: number; readonly script: string };
  /** Whether some of them sign in at the desk, and need the target's staff accounts. */
  readonly hasStaff?: true;
}

/** In JavaScript everywhere. */
const browsersPath = fileURLToPath(new URL('./k6/browsers/visit.js', import.meta.url));

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
  'front-end': {
    brief: 'visitors whose browsers load what pages are made of, and a real browser among them',
    model: 'closed',
    script: scriptPath('front-end'),
    artilleryScript: artilleryPath('front-end'),
    visitors: 1_000,
    virtualUsers: oneEach,
    rampSeconds: 10,
    mostPerSecond: 100,
    holdSeconds: 120,
    plan: planOf(browsingDay),
    browsers: { count: 1, script: browsersPath },
  },
  'summer-opening': {
    brief:
      'a burst of arrivals on a few hot units and the August Saturdays, with a crowd waiting for it',
    model: 'open',
    script: scriptPath('summer-opening'),
    artilleryScript: artilleryPath('summer-opening'),
    visitors: 2_000,
    virtualUsers: crowdAndArriving,
    rampSeconds: 10,
    holdSeconds: 60,
    plan: planOpening,
  },
  'metasearch-storm': {
    brief: 'crawlers of a price comparison: prices of dates that nobody asked for, few bookings',
    model: 'open',
    script: scriptPath('metasearch-storm'),
    artilleryScript: artilleryPath('metasearch-storm'),
    visitors: 100,
    virtualUsers: crowdAndArriving,
    rampSeconds: 10,
    holdSeconds: 60,
    plan: planStorm,
  },
  'channel-manager': {
    brief: 'channel managers push prices in bulk and bring bookings, guests want the same units',
    model: 'closed',
    script: scriptPath('channel-manager'),
    artilleryScript: artilleryPath('channel-manager'),
    visitors: 300,
    virtualUsers: oneEach,
    rampSeconds: 10,
    holdSeconds: 60,
    plan: planChannel,
    hasStaff: true,
  },
  'saturday-arrivals': {
    brief: 'the desk on a Saturday: departures, arrivals, payments, the file for the police',
    model: 'closed',
    script: scriptPath('saturday-arrivals'),
    artilleryScript: artilleryPath('saturday-arrivals'),
    visitors: 300,
    virtualUsers: oneEach,
    rampSeconds: 10,
    holdSeconds: 60,
    plan: planSaturday,
    hasStaff: true,
  },
  soak: {
    brief: 'hours of an ordinary day: finds what leaks, fills up or slows down by its trend',
    model: 'closed',
    script: scriptPath('soak'),
    artilleryScript: artilleryPath('soak'),
    visitors: 500,
    virtualUsers: oneEach,
    rampSeconds: 45,
    holdSeconds: 7_200,
    plan: planOf(ordinaryDay),
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

/** Some from the first second on, and those who arrive at a rate. */
function crowdAndArriving(visitors: number): VirtualUsers {
  const { prepared, most } = arrivingUsers(visitors);
  return { prepared: prepared + crowdOf(visitors), most: most + crowdOf(visitors) };
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
