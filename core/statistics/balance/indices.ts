/**
 * Peak to average of the load on equal units: 1 is perfect balance, n is all on one of n. Undefined without load.
 * Source: imbalance factor as in O. Pearce et al., Quantifying the Effectiveness of Load Balance Algorithms, ICS 2012,
 * plus one.
 */
export function peakToAverage(loads: readonly number[]): number | undefined {
  const total = sumOf(loads);
  return total > 0 ? Math.max(...loads) / (total / loads.length) : undefined;
}

/** How unevenly load lies on units at one time. All but `theil` lie between 0 and 1 or have a floor of 0 and a bound by n. */
export interface BalanceIndices {
  readonly units: number;
  readonly mean: number;
  readonly max: number;
  readonly min: number;
  readonly peakToAverage: number;
  /** 1 - mean / max: what could be taken away if all units were loaded as the fullest is. */
  readonly wastedFraction: number;
  /** Standard deviation over mean; of the units at hand (n), and as an estimate for more like them (n - 1). */
  readonly cv: number;
  readonly cvSample: number;
  /** 1 for equal loads, 1 / n for all on one: R. Jain, D. Chiu, W. Hawe, DEC-TR-301, 1984. */
  readonly jain: number;
  /** 0 for equal loads, 1 - 1 / n for all on one: C. Gini 1912, from ranks. */
  readonly gini: number;
  /** Theil's T with natural logarithms, from 0 to ln n. */
  readonly theil: number;
  /** The share of load that would have to move. */
  readonly hoover: number;
}

/**
 * The indices of the load per unit, which is load over weight where units differ in size: a unit of twice the weight
 * should take twice the load. Undefined without units or load, and for loads that are negative or not finite.
 */
export function balanceOf(
  loads: readonly number[],
  weights?: readonly number[],
): BalanceIndices | undefined {
  const x = weights === undefined ? loads : loads.map((load, unit) => load / (weights[unit] ?? 1));
  const n = x.length;
  const sorted = Float64Array.from(x).toSorted();
  const [min = Number.NaN, max = Number.NaN] = [sorted[0], sorted[n - 1]];
  const total = sumOf(x);
  if (!(total > 0) || !Number.isFinite(total) || !(min >= 0)) return undefined;
  const mean = total / n;
  let [squares, distances, ranked, logs] = [0, 0, 0, 0];
  for (let rank = 0; rank < n; rank += 1) {
    const value = sorted[rank] ?? 0;
    squares += (value - mean) ** 2;
    distances += Math.abs(value - mean);
    ranked += (rank + 1) * value;
    // x ln x is 0 at 0.
    if (value > 0) logs += (value / mean) * Math.log(value / mean);
  }
  const cv = Math.sqrt(squares / n) / mean;
  return {
    units: n,
    mean,
    max,
    min,
    peakToAverage: max / mean,
    wastedFraction: 1 - mean / max,
    cv,
    cvSample: n > 1 ? Math.sqrt(squares / (n - 1)) / mean : Number.NaN,
    jain: 1 / (1 + cv * cv),
    gini: (2 * ranked) / (n * total) - (n + 1) / n,
    theil: logs / n,
    hoover: distances / (2 * total),
  };
}

/** Source: H. Theil, Economics and Information Theory, 1967; x ln x is 0 at 0. */
function theilOf(x: readonly number[], mean: number): number {
  return (
    sumOf(x.map((value) => (value > 0 ? (value / mean) * Math.log(value / mean) : 0))) / x.length
  );
}

/** Theil's T parted into what lies between groups, such as zones, and what lies within them; they add up to it. */
export interface TheilParts {
  readonly between: number;
  readonly within: number;
}

/** Source: A. F. Shorrocks, The Class of Additively Decomposable Inequality Measures, Econometrica 48(3), 1980. */
export function theilByGroup(
  loads: readonly number[],
  groups: readonly string[],
): TheilParts | undefined {
  const total = sumOf(loads);
  if (!(total > 0)) return undefined;
  const mean = total / loads.length;
  const members = Map.groupBy(loads.keys(), (unit) => groups[unit] ?? '');
  let between = 0;
  let within = 0;
  for (const units of members.values()) {
    const own = units.map((unit) => loads[unit] ?? 0);
    const sum = sumOf(own);
    if (sum === 0) continue;
    const share = sum / total;
    between += share * Math.log(sum / own.length / mean);
    within += share * theilOf(own, sum / own.length);
  }
  return { between, within };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
