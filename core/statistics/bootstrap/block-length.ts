import { mean } from '../sample.ts';

/** Block lengths that estimate the variance of a mean best. */
export interface BlockLengths {
  /** Mean length of the blocks of the stationary bootstrap. */
  readonly stationary: number;
  /** Length of the blocks of the circular bootstrap. */
  readonly circular: number;
}

/**
 * How long blocks of a series must be for a bootstrap to keep its dependence: chosen by the series itself, not rounded.
 * Undefined for a constant series and below 3 values.
 * Sources: D. N. Politis, H. White: Automatic Block-Length Selection for the Dependent Bootstrap, Econometric Reviews
 * 23(1), 2004, with the correction of A. Patton, D. N. Politis, H. White, the same 28(4), 2009. As in common
 * implementations, correlations are taken between the overlapping parts, with 2 sqrt(log10(n) / n) as what is no
 * correlation, and the length is at most the smaller of 3 sqrt(n) and n / 3, rounded up.
 */
export function blockLengths(series: readonly number[]): BlockLengths | undefined {
  const n = series.length;
  if (n < 3) return undefined;
  const center = mean(series);
  const centered = series.map((value) => value - center);
  const runLength = Math.max(5, Math.floor(Math.log10(n)));
  const mostLags = Math.ceil(Math.sqrt(n)) + runLength;
  const covariance = (lag: number): number => product(centered, lag) / n;
  const bandwidth = Math.min(
    mostLags,
    2 * Math.max(1, firstQuiet(centered, runLength, mostLags) ?? mostLags),
  );
  let slope = 0;
  let longRun = covariance(0);
  for (let lag = 1; lag <= bandwidth; lag += 1) {
    const share = lag / bandwidth;
    // The flat-top window: whole up to one half, then falling to nothing.
    const weight = 2 * (share <= 0.5 ? 1 : 2 * (1 - share));
    slope += weight * lag * covariance(lag);
    longRun += weight * covariance(lag);
  }
  if (longRun === 0) return undefined;
  const most = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3));
  const length = (d: number): number =>
    Math.min(most, Math.cbrt((2 * slope * slope) / (d * longRun * longRun)) * Math.cbrt(n));
  return { stationary: length(2), circular: length(4 / 3) };
}

/** The lag after which `runLength` correlations in a row are none, or undefined. */
function firstQuiet(
  centered: readonly number[],
  runLength: number,
  mostLags: number,
): number | undefined {
  const n = centered.length;
  const none = 2 * Math.sqrt(Math.log10(n) / n);
  let quiet = 0;
  for (let lag = 0; lag < mostLags; lag += 1) {
    quiet = Math.abs(correlation(centered, lag)) < none ? quiet + 1 : 0;
    if (quiet === runLength) return lag + 1 - runLength;
  }
  return undefined;
}

/** Correlation of the series with itself `lag` later; the sums of squares leave one more value out, as is customary. */
function correlation(centered: readonly number[], lag: number): number {
  const late = centered.slice(lag + 1);
  const early = centered.slice(0, -(lag + 1));
  return product(centered, lag) / Math.sqrt(product(late, 0) * product(early, 0));
}

function product(centered: readonly number[], lag: number): number {
  let total = 0;
  for (let index = lag; index < centered.length; index += 1)
    total += (centered[index] ?? 0) * (centered[index - lag] ?? 0);
  return total;
}
