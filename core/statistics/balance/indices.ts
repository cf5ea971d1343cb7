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
 * The indices of the load per unit of weight, each unit counted by its weight: one of weight 2 is as two of weight 1 that
 * have half of its load each. Where no weights are given all are 1. Undefined without units or load, for loads that are
 * negative or not finite, and for weights that are not above 0. The weighted Gini is that of the Lorenz curve's trapezoids:
 * M. G. Kendall, A. Stuart, The Advanced Theory of Statistics 1, 2.25.
 */
export function balanceOf(
  loads: ArrayLike<number>,
  weights?: ArrayLike<number>,
): BalanceIndices | undefined {
  const n = loads.length;
  const { loads: xs, weights: owns } = byLoad(loads, weights);
  const min = xs[0] ?? Number.NaN;
  const max = xs[n - 1] ?? Number.NaN;
  let total = 0;
  let weight = 0;
  for (let unit = 0; unit < n; unit += 1) {
    total += loads[unit] ?? 0;
    weight += owns?.[unit] ?? 1;
  }
  if (!(total > 0) || !Number.isFinite(total) || !(min >= 0) || !Number.isFinite(max))
    return undefined;
  const mean = total / weight;
  let squares = 0;
  let distances = 0;
  let area = 0;
  let cumulated = 0;
  let logs = 0;
  for (let unit = 0; unit < n; unit += 1) {
    const x = xs[unit] ?? 0;
    const own = owns?.[unit] ?? 1;
    squares += own * (x - mean) ** 2;
    distances += own * Math.abs(x - mean);
    area += own * (2 * cumulated + own * x);
    cumulated += own * x;
    // x ln x is 0 at 0.
    if (x > 0) logs += own * (x / mean) * Math.log(x / mean);
  }
  const cv = Math.sqrt(squares / weight) / mean;
  return {
    units: n,
    mean,
    max,
    min,
    peakToAverage: max / mean,
    wastedFraction: 1 - mean / max,
    cv,
    cvSample: n > 1 ? cv * Math.sqrt(n / (n - 1)) : Number.NaN,
    jain: 1 / (1 + cv * cv),
    gini: 1 - area / (weight * total),
    theil: logs / weight,
    hoover: distances / (2 * total),
  };
}

/** So few values are in order before a sort of any other kind has begun. */
const few = 40;

/** Room for few values, used again: this is asked for every minute of a month. */
const room = new Float64Array(few);
const roomOfSums = new Float64Array(few);
const roomOfSizes = new Float64Array(few);

/** Loads per weight, the smallest first, with their weights; they are good until this is called again. */
function byLoad(
  loads: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
): { readonly loads: ArrayLike<number>; readonly weights: ArrayLike<number> | undefined } {
  // Units of the same size are the usual ones, and numbers alone are sorted fast.
  if (areSame(weights)) return { loads: sorted(loads, weights?.[0] ?? 1), weights };
  const xs = Array.from(loads, (load, unit) => load / (weights?.[unit] ?? 1));
  const order = [...xs.keys()].toSorted((a, b) => (xs[a] ?? 0) - (xs[b] ?? 0));
  return {
    loads: order.map((unit) => xs[unit] ?? 0),
    weights: order.map((unit) => weights?.[unit] ?? 1),
  };
}

function areSame(weights: ArrayLike<number> = []): boolean {
  for (let unit = 1; unit < weights.length; unit += 1)
    if (weights[unit] !== weights[0]) return false;
  return true;
}

/** Values over the weight that they have in common. */
function sorted(values: ArrayLike<number>, weight: number): ArrayLike<number> {
  if (values.length > few) return Float64Array.from(values, (value) => value / weight).toSorted();
  for (let next = 0; next < values.length; next += 1) {
    const value = (values[next] ?? Number.NaN) / weight;
    let at = next;
    for (; at > 0 && (room[at - 1] ?? Number.NaN) > value; at -= 1)
      room[at] = room[at - 1] ?? Number.NaN;
    room[at] = value;
  }
  return room;
}

/** A name, or a number that stands for one. */
type Group = string | number;

/** Theil's T parted into what lies between groups, such as zones, and what lies within them; they add up to it. */
export interface TheilParts {
  readonly between: number;
  readonly within: number;
}

/**
 * Sources: H. Theil, Economics and Information Theory, 1967; A. F. Shorrocks, The Class of Additively Decomposable
 * Inequality Measures, Econometrica 48(3), 1980.
 */
export function theilByGroup(
  loads: ArrayLike<number>,
  groups: ArrayLike<Group>,
  weights?: ArrayLike<number>,
): TheilParts | undefined {
  const whole = balanceOf(loads, weights);
  if (whole === undefined) return undefined;
  const names = new Map<Group, number>();
  const numbers = Int32Array.from(groups, (name) => {
    const number = names.get(name) ?? names.size;
    names.set(name, number);
    return number;
  });
  const between = theilBetween(loads, numbers, names.size, weights);
  return { between, within: Math.max(0, whole.theil - between) };
}

/** The first of the two parts alone, of so many groups that are told by their numbers from 0; 0 where there is nothing to part. */
export function theilBetween(
  loads: ArrayLike<number>,
  groups: Int32Array,
  count: number,
  weights?: ArrayLike<number>,
): number {
  const isFew = count <= few;
  const sums = isFew ? roomOfSums.fill(0, 0, count) : new Float64Array(count);
  const sizes = isFew ? roomOfSizes.fill(0, 0, count) : new Float64Array(count);
  for (let unit = 0; unit < loads.length; unit += 1) {
    const group = groups[unit] ?? 0;
    sums[group] = (sums[group] ?? 0) + (loads[unit] ?? 0);
    sizes[group] = (sizes[group] ?? 0) + (weights?.[unit] ?? 1);
  }
  return theilOf(sums, sizes, count);
}

/** Theil's T alone; 0 where there are no indices. What weighs nothing is not there. */
function theilOf(loads: Float64Array, weights: Float64Array, count: number): number {
  let total = 0;
  let weight = 0;
  for (let unit = 0; unit < count; unit += 1) {
    if (!((loads[unit] ?? 0) >= 0)) return 0;
    total += loads[unit] ?? 0;
    weight += weights[unit] ?? 1;
  }
  if (!(total > 0) || !Number.isFinite(total)) return 0;
  const mean = total / weight;
  let logs = 0;
  for (let unit = 0; unit < count; unit += 1) {
    const own = weights[unit] ?? 1;
    const relative = (loads[unit] ?? 0) / own / mean;
    if (relative > 0) logs += own * relative * Math.log(relative);
  }
  return logs / weight;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
