import type { Catalogue } from './catalogue.ts';
import { itineraryOf, itineraryUnderway } from './itinerary.ts';
import type { Page } from './itinerary.ts';
import {
  defaultMix,
  defaultThinkTime,
  hurriedThinkTime,
  openingMix,
  openingThinkTime,
} from './mix.ts';
import type { ThinkTime, VisitorKind } from './mix.ts';
import { turnTo } from './pages.ts';
import type { Random } from '../../core/seeded-random.ts';
import { logNormal, weighted, zipf } from './random.ts';
import { newSession } from './session.ts';
import type { Session } from './session.ts';
import type { StaffAccounts } from './staff.ts';
import { chooseHotStay, chooseStay } from './stay.ts';
import type { Part, Step, Visit } from './steps.ts';

/** What a browser loads before it shows a page that its visitor turns to, so many seconds into the visit. */
export type Browser = (page: Page, seconds: number) => Part<void>;

/** How the visitors of a scenario behave. */
export interface Behavior {
  readonly mix: () => readonly VisitorKind[];
  readonly think: ThinkTime;
  readonly chooseStay: typeof chooseStay;
  readonly chooseUnit: (random: Random, n: number) => number;
  readonly retries: number;
  /** What a visitor's browser loads before it shows a page; nothing unless given. */
  readonly browser?: (options: VisitOptions) => Browser;
}

function anyUnit(random: Random, n: number): number {
  return Math.floor(random() * n);
}

/** An ordinary day. */
export const ordinaryDay: Behavior = {
  mix: defaultMix,
  think: defaultThinkTime,
  chooseStay,
  chooseUnit: anyUnit,
  retries: 1,
};

/** Visitors in a hurry of whom many book, so that a few of them try everything within seconds. */
export const hurriedDay: Behavior = {
  mix: openingMix,
  think: hurriedThinkTime,
  chooseStay,
  chooseUnit: anyUnit,
  retries: 1,
};

/** The opening day of the summer: few units, few weeks, everybody at once. */
export const openingDay: Behavior = {
  mix: openingMix,
  think: openingThinkTime,
  chooseStay: chooseHotStay,
  chooseUnit: (random, n) => zipf(random, n, 1.1),
  retries: 3,
};

export interface VisitOptions {
  readonly random: Random;
  readonly catalogue: Catalogue;
  readonly visitId: string;
  /** Whether the visitor is met in the middle of the visit, as those are who are there when watching begins. */
  readonly underway: boolean;
  /** Who may sign in at the site; absent for visits of guests. */
  readonly staff?: StaffAccounts;
}

/** One visit from its first (or present) page to the last, each looked at for one think time. */
export function* visit(behavior: Behavior, options: VisitOptions): Visit {
  const { random } = options;
  const session = sessionFor(behavior, options);
  const itinerary = options.underway
    ? itineraryUnderway(random, behavior.mix())
    : itineraryOf(random, weighted(random, behavior.mix()));
  const browser = behavior.browser?.(options);
  let gone = 0;
  try {
    for (const page of itinerary) {
      if (browser !== undefined) yield* browser(page, gone);
      yield* turnTo(page, session);
      const seconds = logNormal(random, behavior.think.mean, behavior.think.sigma);
      gone += seconds;
      yield { kind: 'think', seconds };
    }
  } finally {
    // Also told when the visit is cut short, which the player does by ending the generator.
    if (session.isolationChecked > 0) yield isolationOf(session);
  }
}

/**
 * One of the crowd that waits for the opening with everything filled in: asks for the price before, and books within a
 * human reaction time (log-normal, mean 0.5 s, spread by a quarter as simple reactions are) after it.
 */
export function* crowdVisit(
  behavior: Behavior,
  options: VisitOptions,
  secondsToOpening: number,
): Visit {
  const { random } = options;
  const session = sessionFor(behavior, options);
  const arrivesAfter = random() * secondsToOpening * 0.6;
  try {
    yield { kind: 'think', seconds: arrivesAfter };
    yield* turnTo('quote', session);
    yield {
      kind: 'think',
      seconds: secondsToOpening - arrivesAfter + logNormal(random, 0.5, 0.25),
    };
    yield* turnTo('book', session);
  } finally {
    if (session.isolationChecked > 0) yield isolationOf(session);
  }
}

function sessionFor(behavior: Behavior, { random, catalogue, visitId }: VisitOptions): Session {
  return newSession({
    random,
    catalogue,
    visitId,
    chooseStay: () => behavior.chooseStay(random, catalogue),
    chooseUnit: (n) => behavior.chooseUnit(random, n),
    retries: behavior.retries,
  });
}

export function isolationOf({ isolationChecked: checked, foreign }: Session): Step {
  return { kind: 'tell', fact: { kind: 'isolation', checked, foreign } };
}
