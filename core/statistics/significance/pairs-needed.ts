import { tTestPower } from '../distributions/noncentral-t.ts';

/** An effect to be found, and how surely. */
export interface Detection {
  /** The effect, in the unit of the standard deviation's values: of log ratios, ln(1.1) for 10 %. */
  readonly effect: number;
  /** Standard deviation of one value. */
  readonly sd: number;
  /** Two-sided level of the test. */
  readonly alpha: number;
  /** Chance to find the effect. */
  readonly power: number;
}

/** Beyond this many nobody would go on. */
const most = 1_000_000;

/**
 * How many pairs a paired t test needs to find an effect: the fewest, from 2, with at least the power. Infinity for no
 * effect.
 * Source: J. Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988, by the noncentral t distribution.
 */
export function pairsNeeded({ effect, sd, alpha, power }: Detection): number {
  return fewest(2, (n) => tTestPower((effect / sd) * Math.sqrt(n), n - 1, alpha) >= power);
}

/**
 * How many values each of two independent groups needs for a t test with their common variance, likewise; where the
 * variance is known better than from the two groups alone, with those further degrees of freedom.
 */
export function groupSizeNeeded(
  { effect, sd, alpha, power }: Detection,
  furtherDegrees = 0,
): number {
  return fewest(1, (n) => {
    const df = 2 * n - 2 + furtherDegrees;
    return df > 0 && tTestPower((effect / sd) * Math.sqrt(n / 2), df, alpha) >= power;
  });
}

/** The least n from `from` on that suffices, where every larger one does, too. */
function fewest(from: number, suffices: (n: number) => boolean): number {
  let high = from;
  while (!suffices(high)) {
    if (high > most) return Infinity;
    high *= 2;
  }
  let low = Math.max(from - 1, Math.floor(high / 2));
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (suffices(middle)) high = middle;
    else low = middle;
  }
  return high;
}
