import type { Random } from '../../seeded-random.ts';

/** Writes into `into` which of n values a resample takes, in order. */
export type Resampling = (into: Int32Array, random: Random) => void;

/**
 * Blocks of fixed length that start at any value and go on with the first after the last.
 * Source: D. N. Politis, J. P. Romano: A Circular Block-Resampling Procedure for Stationary Data, in R. LePage, L.
 * Billard (editors), Exploring the Limits of Bootstrap, 1992.
 */
export function circularBlocks(block: number): Resampling {
  return (into, random) => {
    const n = into.length;
    for (let at = 0; at < n; at += block) {
      const start = Math.floor(random() * n);
      for (let step = 0; step < block && at + step < n; step += 1)
        into[at + step] = (start + step) % n;
    }
  };
}

/**
 * Blocks of fixed length that lie within the series.
 * Source: H. R. Künsch: The Jackknife and the Bootstrap for General Stationary Observations, Annals of Statistics 17(3),
 * 1989.
 */
export function movingBlocks(block: number): Resampling {
  return (into, random) => {
    const n = into.length;
    for (let at = 0; at < n; at += block) {
      const start = Math.floor(random() * Math.max(1, n - block + 1));
      for (let step = 0; step < block && at + step < n; step += 1) into[at + step] = start + step;
    }
  };
}

/**
 * Blocks of random, geometric length with this mean, which go on with the first value after the last: the resampled
 * series is stationary.
 * Source: D. N. Politis, J. P. Romano: The Stationary Bootstrap, Journal of the American Statistical Association
 * 89(428), 1994.
 * @param meanBlock 1 or more
 */
export function stationaryBlocks(meanBlock: number): Resampling {
  return (into, random) => {
    const n = into.length;
    let value = 0;
    for (let at = 0; at < n; at += 1) {
      const starts = at === 0 || random() * meanBlock < 1;
      value = starts ? Math.floor(random() * n) : (value + 1) % n;
      into[at] = value;
    }
  };
}
