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

/** How evenly load lay on the units that were there at a time. */
export interface IndicesAt {
  /** Number of the time, from 0. */
  readonly time: number;
  readonly indices: BalanceIndices;
}

/** The units that were there at a time. */
interface Row {
  readonly loads: Float64Array;
  readonly weights: Float64Array;
  /** Numbers of groups, which are told apart faster than names. */
  readonly groups: Int32Array;
}

/** The same of a table: loads of all times, one after the other. */
interface Columns extends Row {
  readonly times: number;
  readonly groupCount: number;
}

/** Every time that has two units or more, and load. */
export function* indicesByTime(table: LoadTable): Generator<IndicesAt, void, undefined> {
  const columns = columnsOf(table);
  for (let time = 0; time < columns.times; time += 1) {
    const row = rowAt(columns, time);
    const indices = row === undefined ? undefined : balanceOf(row.loads, row.weights);
    if (indices !== undefined) yield { time, indices };
  }
}

function columnsOf({ units, loads }: LoadTable): Columns {
  const names = [...new Set(units.map(({ group = '' }) => group))];
  return {
    loads,
    weights: Float64Array.from(units, ({ weight }) => weight),
    groups: Int32Array.from(units, ({ group = '' }) => names.indexOf(group)),
    groupCount: names.length,
    times: units.length === 0 ? 0 : Math.ceil(loads.length / units.length),
  };
}

/** Undefined where there were fewer than two. */
function rowAt({ loads, weights, groups }: Columns, time: number): Row | undefined {
  const start = time * weights.length;
  let there = 0;
  for (let unit = 0; unit < weights.length; unit += 1)
    if (!Number.isNaN(loads[start + unit] ?? Number.NaN)) there += 1;
  if (there < 2) return undefined;
  const row = loads.subarray(start, start + weights.length);
  // At most times all units are there.
  if (there === weights.length) return { loads: row, weights, groups };
  const isThere = (_: number, unit: number): boolean => !Number.isNaN(row[unit] ?? Number.NaN);
  return {
    loads: row.filter(isThere),
    weights: weights.filter(isThere),
    groups: groups.filter(isThere),
  };
}

interface Sums {
  readonly peaks: number[];
  units: number;
  wastedFraction: number;
  cv: number;
  jain: number;
  gini: number;
  theil: number;
  between: number;
  grouped: number;
}

/** Undefined where no time had two units with load. */
export function indicesOverTime(table: LoadTable): IndicesOverTime | undefined {
  const sums: Sums = {
    peaks: [],
    units: 0,
    wastedFraction: 0,
    cv: 0,
    jain: 0,
    gini: 0,
    theil: 0,
    between: 0,
    grouped: 0,
  };
  const columns = columnsOf(table);
  for (let time = 0; time < columns.times; time += 1) addTime(sums, columns, time);
  const { peaks, between, grouped } = sums;
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

function addTime(sums: Sums, columns: Columns, time: number): void {
  const row = rowAt(columns, time);
  const indices = row === undefined ? undefined : balanceOf(row.loads, row.weights);
  if (row === undefined || indices === undefined) return;
  sums.peaks.push(indices.peakToAverage);
  sums.units += indices.units;
  sums.wastedFraction += indices.wastedFraction;
  sums.cv += indices.cv;
  sums.jain += indices.jain;
  sums.gini += indices.gini;
  sums.theil += indices.theil;
  if (isOne(row.groups)) return;
  sums.between += theilBetween(row.loads, row.groups, columns.groupCount, row.weights);
  sums.grouped += 1;
}

function isOne(groups: Int32Array): boolean {
  for (const group of groups) if (group !== groups[0]) return false;
  return true;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
