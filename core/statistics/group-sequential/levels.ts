import { normalDensity, normalQuantile, normalUpper } from '../distributions/normal.ts';
import { spent } from './spending.ts';

/** Points on which the density between looks is kept, and how many standard deviations down. */
const points = 401;
const depth = 8;

/** The score at one look, for those that crossed no bound so far: values of equal distance, with their weights. */
interface Density {
  readonly scores: Float64Array;
  /** Probability that each point stands for. */
  readonly weights: Float64Array;
  /** The information at that look. */
  readonly at: number;
}

/**
 * The one-sided level to test at, at each of several looks at growing data, so that the chance of ever crossing under no
 * effect is `alpha`. The first levels stay the same whatever comes later; with one look at all information it is alpha.
 *
 * They hold exactly for sums of independent normal values. P-values of t tests are compared with them, too: S. J. Pocock,
 * Biometrika 64(2), 1977, found the level kept.
 * @param fractions of the planned information at each look, ascending, the last at most 1
 * @throws RangeError when they do not ascend
 * Source: P. Armitage, C. K. McPherson, B. C. Rowe: Repeated Significance Tests on Accumulating Data, Journal of the
 * Royal Statistical Society A 132(2), 1969 (the recursion); C. Jennison, B. W. Turnbull: Group Sequential Methods with
 * Applications to Clinical Trials, 2000, chapters 7 and 19.
 */
export function sequentialLevels(alpha: number, fractions: readonly number[]): readonly number[] {
  const key = `${alpha} ${fractions.join(' ')}`;
  const levels = known.get(key) ?? compute(alpha, fractions);
  known.set(key, levels);
  return levels;
}

/** The same few plans are asked for again and again. */
const known = new Map<string, readonly number[]>();

function compute(alpha: number, fractions: readonly number[]): number[] {
  const levels: number[] = [];
  let density: Density | undefined;
  let used = 0;
  for (const [look, fraction] of fractions.entries()) {
    const since = fraction - (density?.at ?? 0);
    if (!(since > 0)) throw new RangeError('Looks come at growing information.');
    const all = spent(alpha, fraction);
    const bound = boundFor(density, since, all - used);
    levels.push(normalUpper(bound / Math.sqrt(fraction)));
    if (look < fractions.length - 1) density = next(density, since, bound);
    used = all;
  }
  return levels;
}

/** The score that is crossed now with this chance. */
function boundFor(density: Density | undefined, since: number, chance: number): number {
  if (density === undefined) return -normalQuantile(chance) * Math.sqrt(since);
  let [low, high] = [-depth, 4 * depth];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (crossing(density, since, middle) > chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The chance to be above a bound at the next look. */
function crossing({ scores, weights }: Density, since: number, bound: number): number {
  const sd = Math.sqrt(since);
  let total = 0;
  for (let index = 0; index < scores.length; index += 1)
    total += (weights[index] ?? 0) * normalUpper((bound - (scores[index] ?? 0)) / sd);
  return total;
}

/** The density at the next look, below its bound. */
function next(density: Density | undefined, since: number, bound: number): Density {
  const at = (density?.at ?? 0) + since;
  const bottom = -depth * Math.sqrt(at);
  const width = (bound - bottom) / (points - 1);
  const scores = Float64Array.from({ length: points }, (_, index) => bottom + index * width);
  const weights = scores.map((score, index) => {
    const height =
      density === undefined
        ? normalDensity(score / Math.sqrt(since)) / Math.sqrt(since)
        : convolved(density, since, score);
    return height * width * simpson(index);
  });
  return { scores, weights, at };
}

function convolved({ scores, weights }: Density, since: number, score: number): number {
  const sd = Math.sqrt(since);
  let total = 0;
  for (let index = 0; index < scores.length; index += 1)
    total += (weights[index] ?? 0) * normalDensity((score - (scores[index] ?? 0)) / sd);
  return total / sd;
}

/** Weights of Simpson's rule. */
function simpson(index: number): number {
  if (index === 0 || index === points - 1) return 1 / 3;
  return index % 2 === 1 ? 4 / 3 : 2 / 3;
}
