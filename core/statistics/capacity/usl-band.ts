import { tCritical } from '../distributions/students-t.ts';
import {
  type LoadPoint,
  type UslFit,
  type UslParameters,
  type Weights,
  throughputAt,
} from './usl.ts';

/** Standard errors of the parameters, and the 95 % band of the mean throughput at a load, by the delta method. */
export interface UslBand {
  readonly standardErrors: UslParameters;
  readonly at: (load: number) => { readonly from: number; readonly to: number };
}

/**
 * Linear approximation around the fit: exact enough for drawing a band where points are, never for an interval of a
 * parameter, which `uslIntervals` gives. Undefined without degrees of freedom, or where the points leave a parameter open.
 * Source: D. M. Bates, D. G. Watts, Nonlinear Regression Analysis, 1988, 2.3.
 */
export function uslBand(
  points: readonly LoadPoint[],
  fit: UslFit,
  weights: Weights = points.map(() => 1),
): UslBand | undefined {
  const { residualStandardError: s, df } = fit;
  if (s === undefined) return undefined;
  const rows = points.map(({ load }) => gradient(fit, load));
  const squares = [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) =>
      rows.reduce((sum, row, n) => sum + (weights[n] ?? 0) * (row[i] ?? 0) * (row[j] ?? 0), 0),
    ),
  );
  const inverse = inverted(squares);
  if (inverse === undefined) return undefined;
  const error = (i: number): number => s * Math.sqrt(inverse[i]?.[i] ?? Number.NaN);
  const t = tCritical(0.05, df);
  return {
    standardErrors: { gamma: error(0), alpha: error(1), beta: error(2) },
    at: (load) => {
      const own = gradient(fit, load);
      let variance = 0;
      for (let i = 0; i < 3; i += 1)
        for (let j = 0; j < 3; j += 1)
          variance += (own[i] ?? 0) * (inverse[i]?.[j] ?? 0) * (own[j] ?? 0);
      const [mean, half] = [throughputAt(fit, load), t * s * Math.sqrt(variance)];
      return { from: mean - half, to: mean + half };
    },
  };
}

/** Derivatives of the throughput by gamma, alpha and beta. */
function gradient(law: UslParameters, load: number): readonly number[] {
  const divisor = 1 + law.alpha * (load - 1) + law.beta * load * (load - 1);
  const by = -(law.gamma * load) / divisor ** 2;
  return [load / divisor, by * (load - 1), by * load * (load - 1)];
}

/** By the adjugate, in units in which every diagonal is 1: contention and coherency differ by powers of ten. */
function inverted(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const scale = [0, 1, 2].map((i) => Math.sqrt(matrix[i]?.[i] ?? 0));
  const at = (i: number, j: number): number =>
    (matrix[i % 3]?.[j % 3] ?? 0) / ((scale[i % 3] ?? 1) * (scale[j % 3] ?? 1));
  const minor = (i: number, j: number): number =>
    at(i + 1, j + 1) * at(i + 2, j + 2) - at(i + 1, j + 2) * at(i + 2, j + 1);
  const determinant = at(0, 0) * minor(0, 0) + at(0, 1) * minor(0, 1) + at(0, 2) * minor(0, 2);
  if (!(determinant > 1e-14)) return undefined;
  return [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => minor(j, i) / determinant / ((scale[i] ?? 1) * (scale[j] ?? 1))),
  );
}
