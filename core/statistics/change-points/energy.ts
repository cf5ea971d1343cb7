/** The point of a segment that divides it best. */
export interface Candidate {
  /** Index of the first value after the change. */
  readonly index: number;
  readonly divergence: number;
}

/**
 * The split [start, tau), [tau, kappa) of a segment, with kappa up to its end, whose sides differ most: by the mean
 * distance between them against the mean distances within. Undefined below two values. Takes time of the cube of the
 * length, which windows keep small.
 * Source: D. S. Matteson, N. A. James: A Nonparametric Approach for Multiple Change Point Analysis of Multivariate Data,
 * Journal of the American Statistical Association 109(505), 2014, with alpha = 1.
 */
export function mostDivergent(segment: readonly number[]): Candidate | undefined {
  const n = segment.length;
  let best: Candidate | undefined;
  /** Of tau: distances within [0, tau). */
  let within = 0;
  for (let tau = 1; tau < n; tau += 1) {
    within += distances(segment, tau - 1, 0, tau - 1);
    let between = 0;
    let after = 0;
    for (let kappa = tau + 1; kappa <= n; kappa += 1) {
      between += distances(segment, kappa - 1, 0, tau);
      after += distances(segment, kappa - 1, tau, kappa - 1);
      const divergence = divergenceOf(tau, kappa - tau, { between, within, after });
      if (best === undefined || divergence > best.divergence) best = { index: tau, divergence };
    }
  }
  return best;
}

/** Sums of distances between pairs of values. */
interface Distances {
  readonly between: number;
  readonly within: number;
  readonly after: number;
}

/** The statistic Q of sides with m and n values: `2 E|X - Y| - E|X - X'| - E|Y - Y'|`, times m n / (m + n). */
function divergenceOf(m: number, n: number, { between, within, after }: Distances): number {
  const one = m > 1 ? (n / (m - 1)) * within : 0;
  const other = n > 1 ? (m / (n - 1)) * after : 0;
  return (2 / (m + n)) * (between - one - other);
}

function distances(segment: readonly number[], of: number, from: number, to: number): number {
  const value = segment[of] ?? 0;
  let total = 0;
  for (let index = from; index < to; index += 1) total += Math.abs(value - (segment[index] ?? 0));
  return total;
}
