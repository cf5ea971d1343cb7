import { seededRandom } from '../../seeded-random.ts';
import type { Interval, UslIntervals } from './usl-intervals.ts';
import { type LoadPoint, type UslFit, type Weights, fitUsl, throughputAt } from './usl.ts';

export interface BootstrapOptions {
  readonly draws: number;
  readonly seed: number;
  readonly weights?: Weights;
}

/**
 * Percentile intervals at 95 % of a bootstrap of the residuals, centered and widened by sqrt(n / (n - 3)). Too narrow below
 * about eight points, where `uslIntervals` is not: a second opinion, never the only one.
 * @returns undefined without degrees of freedom
 * Source: A. C. Davison, D. V. Hinkley, Bootstrap Methods and their Application, 1997, 7.3.
 */
export function uslBootstrap(
  points: readonly LoadPoint[],
  fit: UslFit,
  { draws, seed, weights = points.map(() => 1) }: BootstrapOptions,
): UslIntervals | undefined {
  if (fit.df < 1) return undefined;
  const random = seededRandom(seed);
  const expected = points.map(({ load }) => throughputAt(fit, load));
  // In units of each point's own spread, so that weighted points can change places.
  const units = points.map((_, n) => Math.sqrt(weights[n] ?? 1));
  const raw = points.map(
    ({ throughput }, n) => (throughput - (expected[n] ?? 0)) * (units[n] ?? 1),
  );
  const mean = raw.reduce((sum, value) => sum + value, 0) / raw.length;
  const wider = Math.sqrt(raw.length / fit.df);
  const residuals = raw.map((value) => (value - mean) * wider);
  const fits: UslFit[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const drawn = points.map(({ load }, n) => {
      const residual = residuals[Math.floor(random() * residuals.length)] ?? 0;
      return { load, throughput: (expected[n] ?? 0) + residual / (units[n] ?? 1) };
    });
    const refit = fitUsl(drawn, weights);
    if (refit !== undefined) fits.push(refit);
  }
  return {
    gamma: middle(fits.map(({ gamma }) => gamma)),
    alpha: middle(fits.map(({ alpha }) => alpha)),
    beta: middle(fits.map(({ beta }) => beta)),
    peakLoad: middle(fits.map(({ peakLoad = Infinity }) => peakLoad)),
  };
}

/** From the 2.5th to the 97.5th percentile. */
function middle(values: readonly number[]): Interval {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
    if (low === undefined || high === undefined) return Number.NaN;
    return low === high ? low : low + (high - low) * (place - Math.floor(place));
  };
  const to = at(0.975);
  return { from: at(0.025), to: Number.isFinite(to) ? to : undefined };
}
