import type { Random } from '../../seeded-random.ts';
import { answersByChance, drawnAnswers } from './window-answers.ts';

/**
 * Noncentrality at which a chi-square test of level 0.05 has a power of 0.8, for 1 to 14 degrees of freedom.
 * Source: J. Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988, chapter 7.
 */
const noncentrality = [
  7.85, 9.63, 10.9, 11.94, 12.83, 13.62, 14.35, 15.02, 15.65, 16.24, 16.8, 17.34, 17.85, 18.34,
];
export const promisedPower = 0.8;
/** Simulation asks for up to so many times the windows of the formula, mostly. */
const margin = 1.25;
const step = 1.06;
const trials = 2_000;

/** An effect that is to be found: one unit, whichever it is, at so many times its fair share. */
export interface Effect {
  /** Fair share of each unit, adding up to 1. */
  readonly expected: readonly number[];
  readonly ratio: number;
}

/** Shares when one unit has `ratio` times its fair one, at most all, and the others give it up evenly. */
export function sharesWith({ expected, ratio }: Effect, unit: number): number[] {
  const fair = expected[unit] ?? 0;
  const taken = Math.min(1, fair * ratio);
  return expected.map((share, other) =>
    other === unit ? taken : (share * (1 - taken)) / (1 - fair),
  );
}

/** With fewer windows nothing at all can be rejected: all answers the same are not rare enough. 1 + ln(1/level)/ln k. */
export function fewestWindows(units: number, level: number): number {
  return Math.ceil(1 + Math.log(1 / level) / Math.log(units) - 1e-9);
}

/** How often a test of the window answers at this level finds the effect where it is hardest to see, by simulation. */
export function powerOf(effect: Effect, windows: number, level: number, random: Random): number {
  const chance = answersByChance(windows, effect.expected, random);
  const found = hardest(effect).map((shares) => {
    let rejected = 0;
    for (let trial = 0; trial < trials; trial += 1)
      if (chance.p(drawnAnswers(windows, shares, random)) <= level) rejected += 1;
    return rejected / trials;
  });
  return Math.min(...found);
}

/** Windows by the formula lambda(k - 1) / sum((q - p)^2 / p), for a test of level 0.05. */
export function windowsByFormula(effect: Effect): number {
  const { expected } = effect;
  const distances = hardest(effect).map((shares) =>
    shares.reduce((sum, share, unit) => {
      const fair = expected[unit] ?? 0;
      return sum + (share - fair) ** 2 / fair;
    }, 0),
  );
  const lambda = noncentrality[Math.min(expected.length - 1, noncentrality.length) - 1] ?? 0;
  return Math.ceil(lambda / Math.min(...distances));
}

/** Windows after which a test of this level finds the effect in 80 % of cases: by formula, then checked by simulation. */
export function windowsFor(effect: Effect, level: number, random: Random): number {
  let windows = Math.ceil(windowsByFormula(effect) * margin);
  while (powerOf(effect, windows, level, random) < promisedPower)
    windows = Math.ceil(windows * step);
  return windows;
}

/** The shares to be told from the fair ones, one case for each fair share that there is. */
function hardest(effect: Effect): number[][] {
  const { expected } = effect;
  const distinct = [...new Set(expected)].map((share) => expected.indexOf(share));
  return distinct.map((unit) => sharesWith(effect, unit));
}
