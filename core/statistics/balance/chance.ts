import type { Random } from '../../seeded-random.ts';
import { gammaVariate, logNormalVariate, poissonVariate } from '../distributions/variates.ts';
import { peakToAverage } from './indices.ts';

/** How requests come to units: each to any of them at random, or to each the same number. */
export type Policy = 'random' | 'round robin';

/** What load looks like on units that are all alike. */
export interface ChanceModel {
  readonly units: number;
  /** Requests per unit in the time looked at. */
  readonly requests: number;
  readonly policy: Policy;
  /** Coefficient of variation of what a request costs; 0 where all cost the same. */
  readonly costCv: number;
}

/**
 * The squared coefficient of variation to be expected of loads over units by chance alone: (1 + c^2) (n - 1) / (n r) where
 * requests go anywhere, c^2 (n - 1) / (n r) where each unit gets the same number r; c is the variation of their cost.
 * Source: variance of a sum of a random number of terms (Wald), less what the mean of n units takes of it.
 */
export function expectedSquaredCv({ units, requests, policy, costCv }: ChanceModel): number {
  const perRequest = costCv ** 2 + (policy === 'random' ? 1 : 0);
  return (perRequest * (units - 1)) / (units * requests);
}

/** The 95th percentile of the standard normal distribution. */
const z95 = 1.6449;

/**
 * The coefficient of variation of counts over equal units that chance alone exceeds once in twenty times, where each of
 * `perUnit` things a unit went to any of them: sqrt(x / (n r)), as the counts' squared differences over their mean are
 * chi-square with n - 1 degrees of freedom. Undefined for fewer than two units, or nothing.
 * Source of the quantile x: E. B. Wilson, M. M. Hilferty, The Distribution of Chi-Square, PNAS 17, 1931 (within 3 %).
 */
export function cvByChance(units: number, perUnit: number): number | undefined {
  const freedom = units - 1;
  if (!(freedom >= 1) || !(perUnit > 0)) return undefined;
  const spread = 2 / (9 * freedom);
  const quantile = freedom * (1 - spread + z95 * Math.sqrt(spread)) ** 3;
  return Math.sqrt(quantile / (units * perUnit));
}

/** Up to this many requests a unit each is drawn by itself; above it their sum is, from a gamma of the same mean and variance. */
const mostDrawn = 200;

/**
 * Loads of one time by chance alone, cost of a request being 1 on average and log-normal: as many numbers as units. The
 * number of requests of all units together is the same each time; with very many of them each unit's own is Poisson instead.
 */
export function chanceLoads(model: ChanceModel, random: Random): number[] {
  const sigma = Math.sqrt(Math.log(1 + model.costCv ** 2));
  const square = model.costCv ** 2;
  return countsOf(model, random).map((count) => {
    if (square === 0 || count === 0) return count;
    if (count > mostDrawn) return gammaVariate(count / square, random) * square;
    let sum = 0;
    for (let n = 0; n < count; n += 1) sum += logNormalVariate(sigma, random);
    return sum;
  });
}

function countsOf({ units, requests, policy }: ChanceModel, random: Random): number[] {
  const each = Math.max(1, Math.round(requests));
  const counts = Array.from({ length: units }, () => (policy === 'random' ? 0 : each));
  if (policy !== 'random') return counts;
  if (requests > mostDrawn) return counts.map(() => poissonVariate(requests, random));
  for (let n = 0; n < each * units; n += 1) {
    const to = Math.floor(random() * units);
    counts[to] = (counts[to] ?? 0) + 1;
  }
  return counts;
}

/** What peak to average comes to by chance alone, from `times` draws: its mean, 95th and 99th percentile. */
export interface ChanceLevel {
  readonly mean: number;
  readonly p95: number;
  readonly p99: number;
}

export function chanceLevel(model: ChanceModel, random: Random, times = 1000): ChanceLevel {
  const found = Array.from(
    { length: times },
    () => peakToAverage(chanceLoads(model, random)) ?? 1,
  ).toSorted((a, b) => a - b);
  const at = (q: number): number => found[Math.min(times - 1, Math.ceil(q * times) - 1)] ?? 1;
  return {
    mean: found.reduce((sum, value) => sum + value, 0) / times,
    p95: at(0.95),
    p99: at(0.99),
  };
}
