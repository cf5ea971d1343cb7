import { leastOnUnit } from './least-value.ts';

/** Throughput seen under a load: concurrent visitors, tasks, or whatever the law is fitted over. */
export interface LoadPoint {
  readonly load: number;
  readonly throughput: number;
}

/** The three of the law: throughput of one, contention, and coherency (what each costs every other). */
export interface UslParameters {
  readonly gamma: number;
  readonly alpha: number;
  readonly beta: number;
}

export interface UslFit extends UslParameters {
  /** Weighted sum of squared errors. */
  readonly sse: number;
  /** Points less parameters. */
  readonly df: number;
  readonly residualStandardError: number | undefined;
  readonly rSquared: number;
  /** Of alpha and beta, which lie on a bound. */
  readonly atBoundary: readonly ('alpha' | 'beta')[];
  /** Load of the greatest throughput; undefined where throughput never falls. */
  readonly peakLoad: number | undefined;
  readonly peakThroughput: number | undefined;
}

/**
 * Throughput at a load by the Universal Scalability Law, X(N) = gamma N / (1 + alpha (N - 1) + beta N (N - 1)).
 * Source: N. J. Gunther, Guerrilla Capacity Planning, 2007.
 */
export function throughputAt({ gamma, alpha, beta }: UslParameters, load: number): number {
  return (gamma * load) / (1 + alpha * (load - 1) + beta * load * (load - 1));
}

/** Load of the greatest throughput, sqrt((1 - alpha) / beta). */
export function peakLoadOf({ alpha, beta }: UslParameters): number | undefined {
  return beta > 0 ? Math.sqrt((1 - alpha) / beta) : undefined;
}

/** One weight each, by how sure the point is. */
export type Weights = readonly number[];

/**
 * The law that fits best, by least squares: gamma in closed form, alpha and beta within [0, 1].
 * @returns undefined for fewer than three different loads, which no three parameters can be told from
 */
export function fitUsl(
  points: readonly LoadPoint[],
  weights: Weights = points.map(() => 1),
): UslFit | undefined {
  if (new Set(points.map(({ load }) => load)).size < 3) return undefined;
  const sse = (alpha: number, beta: number): number => bestGamma(points, weights, alpha, beta).sse;
  const { at: beta } = leastOnUnit((b) => leastOnUnit((a) => sse(a, b)).value);
  const { at: alpha } = leastOnUnit((a) => sse(a, beta));
  const best = bestGamma(points, weights, alpha, beta);
  const law = { gamma: best.gamma, alpha, beta };
  const df = points.length - 3;
  const peakLoad = peakLoadOf(law);
  const mean = points.reduce((sum, { throughput }) => sum + throughput, 0) / points.length;
  const spread = points.reduce(
    (sum, { throughput }, n) => sum + (weights[n] ?? 0) * (throughput - mean) ** 2,
    0,
  );
  return {
    ...law,
    sse: best.sse,
    df,
    residualStandardError: df > 0 ? Math.sqrt(best.sse / df) : undefined,
    rSquared: spread > 0 ? 1 - best.sse / spread : 1,
    atBoundary: [
      ...(alpha === 0 || alpha === 1 ? (['alpha'] as const) : []),
      ...(beta === 0 || beta === 1 ? (['beta'] as const) : []),
    ],
    peakLoad,
    peakThroughput: peakLoad === undefined ? undefined : throughputAt(law, peakLoad),
  };
}

/** The gamma that fits best to the other two, in closed form, and how well. */
export function bestGamma(
  points: readonly LoadPoint[],
  weights: Weights,
  alpha: number,
  beta: number,
): { readonly gamma: number; readonly sse: number } {
  let [across, own] = [0, 0];
  for (let n = 0; n < points.length; n += 1) {
    const { load = 0, throughput = 0 } = points[n] ?? {};
    const shape = throughputAt({ gamma: 1, alpha, beta }, load);
    across += (weights[n] ?? 0) * shape * throughput;
    own += (weights[n] ?? 0) * shape * shape;
  }
  const gamma = Math.max(0, across / own);
  return { gamma, sse: squaredError(points, weights, { gamma, alpha, beta }) };
}

export function squaredError(
  points: readonly LoadPoint[],
  weights: Weights,
  law: UslParameters,
): number {
  let sum = 0;
  for (let n = 0; n < points.length; n += 1) {
    const { load = 0, throughput = 0 } = points[n] ?? {};
    sum += (weights[n] ?? 0) * (throughput - throughputAt(law, load)) ** 2;
  }
  return sum;
}
