import type { Random } from '../../seeded-random.ts';
import { sum } from '../sample.ts';

/** Up to this many differences every pattern of signs is tried: 2^16 of them, or 65,536. */
export const mostExact = 16;
/** Sums this close, relatively, to the one observed count as equal: they are the same up to the order of additions. */
const slack = 1e-12;

/**
 * Two-sided p-value that differences are zero on average, from their signs alone: under that assumption each could as
 * well have had the other sign. Exact up to `mostExact` differences that are not zero; beyond, by `rounds` random
 * patterns, the observed one included, so that it never falls below the level it claims.
 * @param random where the patterns come from: the same seed gives the same p-value
 * Source: R. A. Fisher: The Design of Experiments, 1935, section 21; the +1: B. Phipson, G. K. Smyth: Permutation
 * P-values Should Never Be Zero, Statistical Applications in Genetics and Molecular Biology 9(1), 2010.
 */
export function signFlip(
  differences: readonly number[],
  random: Random,
  rounds = 20_000,
): { readonly p: number; readonly exact: boolean } {
  const sizes = differences.filter((difference) => difference !== 0).map(Math.abs);
  const limit = Math.abs(sum(differences)) - slack * sum(sizes);
  if (sizes.length <= mostExact) return { p: exactly(sizes, limit), exact: true };
  let extreme = 1;
  for (let round = 0; round < rounds; round += 1) {
    let total = 0;
    for (const size of sizes) total += random() < 0.5 ? -size : size;
    if (Math.abs(total) >= limit) extreme += 1;
  }
  return { p: extreme / (rounds + 1), exact: false };
}

function exactly(sizes: readonly number[], limit: number): number {
  let totals: number[] = [0];
  for (const size of sizes) totals = totals.flatMap((total) => [total + size, total - size]);
  return totals.filter((total) => Math.abs(total) >= limit).length / totals.length;
}
