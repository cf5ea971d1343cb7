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
  readonly groups: readonly string[];
}

/** Every time that has two units or more, and load. */
export function* indicesByTime({ units, loads }: LoadTable): Generator<IndicesAt, void, undefined> {
  for (let time = 0; time * units.length < loads.length; time += 1) {
    const [row, weights, groups]: [number[], number[], string[]] = [[], [], []];
    for (let unit = 0; unit < units.length; unit += 1) {
      const load = loads[time * units.length + unit] ?? Number.NaN;
      const { weight = 1, group = '' } = units[unit] ?? {};
      if (Number.isNaN(load)) continue;
      row.push(load);
      weights.push(weight);
      groups.push(group);
    }
    if (row.length < 2) continue;
    const indices = balanceOf(row, weights);
    if (indices !== undefined) yield { time, indices, loads: row, weights, groups };
  }
}

/** Undefined where no time had two units with load. */
export function indicesOverTime(table: LoadTable): IndicesOverTime | undefined {
  const found: BalanceIndices[] = [];
  const between: number[] = [];
  for (const { indices, loads, weights, groups } of indicesByTime(table)) {
    found.push(indices);
    if (groups.every((group) => group === groups[0])) continue;
    between.push(theilBetween(loads, groups, weights));
  }
  if (found.length === 0) return undefined;
  const over = (of: (indices: BalanceIndices) => number): number => meanOf(found.map(of));
  const peaks = found.map(({ peakToAverage }) => peakToAverage).toSorted((a, b) => a - b);
  return {
    steps: found.length,
    units: over(({ units: there }) => there),
    peakToAverage: meanOf(peaks),
    peakToAverageP95: peaks[Math.min(peaks.length - 1, Math.ceil(0.95 * peaks.length) - 1)] ?? 1,
    wastedFraction: over(({ wastedFraction }) => wastedFraction),
    cv: over(({ cv }) => cv),
    jain: over(({ jain }) => jain),
    gini: over(({ gini }) => gini),
    theil: over(({ theil }) => theil),
    theilBetweenGroups: between.length > 0 ? meanOf(between) : undefined,
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
