import type { Random } from '../../seeded-random.ts';
import type { Resampling } from './resample.ts';
import { type Pool, pooledQuantiles } from './seconds-pool.ts';

/**
 * The quantiles of resamples of a run's seconds: the seconds drawn are pooled and the quantiles taken of all their
 * values. One array for each q; resamples without a value are left out.
 * Source: block bootstrap of H. R. Künsch, Annals of Statistics 17(3), 1989, over seconds, so that requests of the same
 * second stay together.
 */
export function bootstrapQuantiles(
  pool: Pool,
  qs: readonly number[],
  { resampling, rounds, random }: BootstrapPlan,
): number[][] {
  const parts = pool.totals.length;
  const drawn = new Int32Array(parts);
  const times = new Float64Array(parts);
  const near = new Int32Array(qs.length);
  const replicates: number[][] = qs.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    resampling(drawn, random);
    times.fill(0);
    for (const part of drawn) times[part] = (times[part] ?? 0) + 1;
    for (const [index, value] of pooledQuantiles(pool, times, qs, near).entries())
      if (!Number.isNaN(value)) replicates[index]?.push(value);
  }
  return replicates;
}

export interface BootstrapPlan {
  readonly resampling: Resampling;
  /** How many resamples. */
  readonly rounds: number;
  readonly random: Random;
}
