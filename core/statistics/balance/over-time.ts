import { type BalanceIndices, balanceOf, theilBetween } from './indices.ts';

/** One of the units that load lies on: a task, a reader, a session node, a zone, a tenant. */
export interface WeightedUnit {
  /** What it ought to bear, relative to the others: its size, or its fair share. */
  readonly weight: number;
  /** A zone, for example. */
  readonly group?: string | undefined;
}

/** Load over times and units, `loads[time * units.length + unit]`, NaN where a unit was not there. */
export interface LoadTable {
  readonly units: readonly WeightedUnit[];
  readonly loads: Float64Array;
}

/** Indices averaged over the times that have them: the mean of ratios, since the ratio of means would blame whoever was hot once. */
export interface IndicesOverTime {
  readonly steps: number;
  /** Units there at a time, on average. */
  readonly units: number;
  readonly peakToAverage: number;
  readonly peakToAverageP95: number;
  readonly wastedFraction: number;
  readonly cv: number;
  readonly jain: number;
  readonly gini: number;
  readonly theil: number;
  /** The part of Theil that lies between groups; undefined where there were never two. */
  readonly theilBetweenGroups: number | undefined;
}

/** The units that were there at a time, and how evenly load lay on them. */
export interface IndicesAt {
  /** Number of the time, from 0. */
  readonly time: number;
  readonly indices: BalanceIndices;
  readonly loads: readonly number[];
  readonly weights: readonly number[];
  /** Numbers of their groups, which are told apart faster than names. */
  readonly groups: readonly number[];
}

/** Every time that has two units or more, and load. */
export function* indicesByTime({ units, loads }: LoadTable): Generator<IndicesAt, void, undefined> {
  const allWeights = units.map(({ weight }) => weight);
  const names = [...new Set(units.map(({ group = '' }) => group))];
  const allGroups = units.map(({ group = '' }) => names.indexOf(group));
  for (let time = 0; time * units.length < loads.length; time += 1) {
    const start = time * units.length;
    const there: number[] = [];
    const row: number[] = [];
    for (let unit = 0; unit < units.length; unit += 1) {
      const load = loads[start + unit] ?? Number.NaN;
      if (Number.isNaN(load)) continue;
      row.push(load);
      there.push(unit);
    }
    if (row.length < 2) continue;
    // At most times all units are there.
    const areAll = row.length === units.length;
    const weights = areAll ? allWeights : there.map((unit) => allWeights[unit] ?? 1);
    const indices = balanceOf(row, weights);
    if (indices === undefined) continue;
    const groups = areAll ? allGroups : there.map((unit) => allGroups[unit] ?? 0);
    yield { time, indices, loads: row, weights, groups };
  }
}

/** Undefined where no time had two units with load. */
export function indicesOverTime(table: LoadTable): IndicesOverTime | undefined {
  const peaks: number[] = [];
  const sums = { units: 0, wastedFraction: 0, cv: 0, jain: 0, gini: 0, theil: 0 };
  let [between, grouped] = [0, 0];
  for (const { indices, loads, weights, groups } of indicesByTime(table)) {
    peaks.push(indices.peakToAverage);
    sums.units += indices.units;
    sums.wastedFraction += indices.wastedFraction;
    sums.cv += indices.cv;
    sums.jain += indices.jain;
    sums.gini += indices.gini;
    sums.theil += indices.theil;
    if (groups.every((group) => group === groups[0])) continue;
    between += theilBetween(loads, groups, weights);
    grouped += 1;
  }
  const steps = peaks.length;
  if (steps === 0) return undefined;
  peaks.sort((a, b) => a - b);
  return {
    steps,
    units: sums.units / steps,
    peakToAverage: meanOf(peaks),
    peakToAverageP95: peaks[Math.min(steps - 1, Math.ceil(0.95 * steps) - 1)] ?? 1,
    wastedFraction: sums.wastedFraction / steps,
    cv: sums.cv / steps,
    jain: sums.jain / steps,
    gini: sums.gini / steps,
    theil: sums.theil / steps,
    theilBetweenGroups: grouped > 0 ? between / grouped : undefined,
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
