import type { Random } from '../../../core/seeded-random.ts';

/** A standard normal value. Source: G. E. P. Box, M. E. Muller, Annals of Mathematical Statistics 29(2), 1958. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** An autoregressive process of order 1 with this standard deviation, already under way. */
export function autoregressive(random: Random, sd: number, phi: number): () => number {
  let value = sd * normal(random);
  return () => {
    const now = value;
    value = phi * value + sd * Math.sqrt(1 - phi * phi) * normal(random);
    return now;
  };
}

/**
 * How far two shares may be apart that were both found by simulation of the same: four standard errors of their
 * difference, and one case.
 */
export function shareTolerance(share: number, theirs: number, ours: number): number {
  const middle = Math.min(0.98, Math.max(0.02, share));
  return 4 * Math.sqrt(middle * (1 - middle) * (1 / theirs + 1 / ours)) + 1 / theirs;
}
