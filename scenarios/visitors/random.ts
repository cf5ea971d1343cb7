import type { Random } from '../../core/seeded-random.ts';

/** Mixes two integers into a seed, so that visitor 1 of run 2 is not visitor 2 of run 1. */
export function mixSeeds(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b ^ 0x7f4a7c15, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x45d9f3b);
  return (h ^ (h >>> 15)) >>> 0;
}

/** One of the items, each as likely as the next; undefined when there is none. */
export function oneOf<T>(random: Random, items: readonly T[]): T | undefined {
  return items[Math.floor(random() * items.length)];
}

/** One of the items by weight; the weights need not add up to 1. */
export function weighted<T extends { readonly weight: number }>(
  random: Random,
  items: readonly T[],
): T {
  let left = random() * items.reduce((sum, item) => sum + item.weight, 0);
  for (const item of items) {
    left -= item.weight;
    if (left < 0) return item;
  }
  const last = items[items.length - 1];
  if (last === undefined) throw new RangeError('weighted: there must be at least one item');
  return last;
}

/** A standard normal deviate (Box and Muller 1958). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A log-normal deviate given its mean and the sigma of its logarithm; mean = exp(mu + sigma^2 / 2). */
export function logNormal(random: Random, mean: number, sigma: number): number {
  return mean * Math.exp(sigma * normal(random) - (sigma * sigma) / 2);
}

/** An exponential deviate: the time to the next of events that come by themselves. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random());
}

/** A rank from 0 to n-1 by Zipf's law: rank k is drawn in proportion to 1 / (k + 1)^exponent. */
export function zipf(random: Random, n: number, exponent: number): number {
  const upTo = sumsOfZipf(n, exponent);
  const drawn = random() * (upTo[n - 1] ?? 0);
  for (let k = 0; k < n - 1; k++) if (drawn < (upTo[k] ?? 0)) return k;
  return n - 1;
}

const zipfSums: Record<number, number[]> = {};

/** Sums of the weights of the first 1, 2, ... ranks. Powers are dear where every visitor has an interpreter, so once. */
function sumsOfZipf(n: number, exponent: number): readonly number[] {
  const sums = (zipfSums[exponent] ??= []);
  for (let k = sums.length; k < n; k++) sums.push((sums[k - 1] ?? 0) + (k + 1) ** -exponent);
  return sums;
}
