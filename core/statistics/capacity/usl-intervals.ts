import { tCritical } from '../distributions/students-t.ts';
import { leastOnUnit } from './least-value.ts';
import { type LoadPoint, type UslFit, type Weights, bestGamma, squaredError } from './usl.ts';

/** From and to; `to` undefined where nothing bounds it. */
export interface Interval {
  readonly from: number;
  readonly to: number | undefined;
}

export interface UslIntervals {
  readonly gamma: Interval;
  readonly alpha: Interval;
  readonly beta: Interval;
  /** Load of the greatest throughput. */
  readonly peakLoad: Interval;
}

/** What is cut off: `F` holds at few points, where the chi-square of `LR` covers half of what it promises. */
export type Cut = 'F' | 'LR';

/**
 * Nothing is told beyond so many times the greatest load that was tried. What a request costs more by contention grows with
 * the load, by coherency with its square: 10 % at the greatest load, which noise hides, are 90 % at three times.
 * Source: N. J. Gunther, Guerrilla Capacity Planning, 2007, chapter 4.
 */
export const farthest = 3;

/**
 * Profile intervals of a fit: all values of one parameter whose best fit, with the others refitted within bounds, is not
 * worse than the cut allows. `F`: SSE <= SSEmin (1 + F(level; 1, n - 3) / (n - 3)); `LR`: SSE <= SSEmin exp(3.841 / n).
 * @returns undefined without degrees of freedom
 * Source: D. M. Bates, D. G. Watts, Nonlinear Regression Analysis, 1988, 6.1.2.
 */
export function uslIntervals(
  points: readonly LoadPoint[],
  fit: UslFit,
  weights: Weights = points.map(() => 1),
  cut: Cut = 'F',
): UslIntervals | undefined {
  const { sse: least, df } = fit;
  if (df < 1) return undefined;
  const limit =
    cut === 'F'
      ? least * (1 + tCritical(0.05, df) ** 2 / df)
      : least * Math.exp(3.841 / points.length);
  const sse = (alpha: number, beta: number): number => bestGamma(points, weights, alpha, beta).sse;
  const isBeyond = (profile: (value: number) => number) => (value: number) =>
    profile(value) > limit;
  const beta = unitInterval(
    fit.beta,
    isBeyond((b) => leastOnUnit((a) => sse(a, b)).value),
  );
  const alpha = unitInterval(
    fit.alpha,
    isBeyond((a) => leastOnUnit((b) => sse(a, b)).value),
  );
  // The peak at p ties beta to alpha: beta = (1 - alpha) / p^2.
  const inverse = unitInterval(
    fit.peakLoad === undefined ? 0 : fit.peakLoad ** -2,
    isBeyond((q) => leastOnUnit((a) => sse(a, (1 - a) * q)).value),
  );
  const gammaProfile = isBeyond(
    (gamma) =>
      leastOnUnit(
        (b) =>
          leastOnUnit((a) => squaredError(points, weights, { gamma, alpha: a, beta: b })).value,
      ).value,
  );
  return {
    gamma: {
      from: border(fit.gamma, 0, gammaProfile),
      to: border(fit.gamma, stepUp(fit.gamma, gammaProfile), gammaProfile),
    },
    alpha: { from: alpha[0], to: alpha[1] },
    beta: { from: beta[0], to: beta[1] },
    peakLoad: {
      from: 1 / Math.sqrt(inverse[1]),
      to: inverse[0] === 0 ? undefined : 1 / Math.sqrt(inverse[0]),
    },
  };
}

/** Whether the load of the greatest throughput can be told from what was tried. */
export function isPeakTold({ peakLoad }: UslIntervals, points: readonly LoadPoint[]): boolean {
  return peakLoad.to !== undefined && peakLoad.to <= farthest * greatestLoad(points);
}

export function greatestLoad(points: readonly LoadPoint[]): number {
  return Math.max(0, ...points.map(({ load }) => load));
}

function unitInterval(
  best: number,
  isBeyond: (value: number) => boolean,
): readonly [from: number, to: number] {
  const from = isBeyond(0) ? border(best, 0, isBeyond) : 0;
  // A first step that is small beside 1 yet not beside the value, so that a tiny one is not stepped over.
  let beyond = best > 0 ? best * 1.1 : 1e-9;
  while (beyond < 1 && !isBeyond(beyond)) beyond *= 1.5;
  if (beyond >= 1 && !isBeyond(1)) return [from, 1];
  return [from, border(best, Math.min(1, beyond), isBeyond)];
}

function stepUp(from: number, isBeyond: (value: number) => boolean): number {
  let beyond = from * 1.05;
  while (!isBeyond(beyond) && beyond < from * 1e6) beyond *= 1.3;
  return beyond;
}

/** Where what holds at `within` ends on the way to `beyond`, by bisection. */
function border(within: number, beyond: number, isBeyond: (value: number) => boolean): number {
  let [inside, outside] = [within, beyond];
  for (let step = 0; step < 40; step += 1) {
    const middle = (inside + outside) / 2;
    if (isBeyond(middle)) outside = middle;
    else inside = middle;
  }
  return (inside + outside) / 2;
}
