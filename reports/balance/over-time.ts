import { persistenceOf } from '../../core/statistics/balance/persistence.ts';
import {
  type BalanceIndices,
  balanceOf,
  theilByGroup,
} from '../../core/statistics/balance/indices.ts';
import { furthestBeyond, grubbsCritical } from '../../core/statistics/outliers.ts';
import type { Measures } from './load/measures.ts';
import type { Sight } from './load/sight.ts';

/** Indices averaged over the steps that have them: the mean of ratios, since the ratio of means would blame whoever was hot once. */
export interface BalanceOverTime {
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
  /** The part of Theil that lies between zones. */
  readonly theilBetweenZones: number | undefined;
  /** From 0, the load moves about, to 1, it is always the same units. */
  readonly persistentShare: number;
  /** Mean CPU of a unit as a fraction of its reservation, and of the fullest one. */
  readonly utilization: number | undefined;
}

/** A unit that stands out block after block. */
export interface HotUnit {
  readonly id: string;
  /** Its CPU relative to the mean of all. */
  readonly relativeLoad: number;
  readonly blocksHot: number;
  readonly blocks: number;
}

export function overTime(
  { matrix, unitCount }: Sight,
  measures: Measures,
): BalanceOverTime | undefined {
  const found: BalanceIndices[] = [];
  const between: number[] = [];
  let [cpu, reserved] = [0, 0];
  for (let row = 0; row < matrix.times.length; row += 1) {
    const loads: number[] = [];
    const zones: string[] = [];
    for (let unit = 0; unit < unitCount; unit += 1) {
      const load = matrix.cpu[row * unitCount + unit] ?? Number.NaN;
      if (Number.isNaN(load)) continue;
      loads.push(load);
      zones.push(matrix.units[unit]?.zone ?? '');
      const { vcpu } = matrix.units[unit] ?? {};
      if (vcpu === undefined) continue;
      cpu += load;
      reserved += (vcpu * matrix.stepMs) / 1000;
    }
    const indices = loads.length > 1 ? balanceOf(loads) : undefined;
    if (indices === undefined) continue;
    found.push(indices);
    const parts = theilByGroup(loads, zones);
    if (parts !== undefined && new Set(zones).size > 1) between.push(parts.between);
  }
  if (found.length === 0) return undefined;
  const mean = (of: (indices: BalanceIndices) => number): number => meanOf(found.map(of));
  const peaks = found.map(({ peakToAverage }) => peakToAverage).toSorted((a, b) => a - b);
  return {
    steps: found.length,
    units: mean(({ units }) => units),
    peakToAverage: meanOf(peaks),
    peakToAverageP95: peaks[Math.min(peaks.length - 1, Math.ceil(0.95 * peaks.length) - 1)] ?? 1,
    wastedFraction: mean(({ wastedFraction }) => wastedFraction),
    cv: mean(({ cv }) => cv),
    jain: mean(({ jain }) => jain),
    gini: mean(({ gini }) => gini),
    theil: mean(({ theil }) => theil),
    theilBetweenZones: between.length > 0 ? meanOf(between) : undefined,
    persistentShare: persistenceOf(measures.loads).persistentShare,
    utilization: reserved > 0 ? cpu / reserved : undefined,
  };
}

const level = 0.05;
/** Hot in at least this share of its blocks: more than that is no accident where one in twenty is. */
const persistentFrom = 0.5;
const hotFrom = 1.07;

/** Units that Grubbs' test finds too busy in half of their blocks or more. Two units cannot stand out from one another. */
export function hotUnits({ matrix }: Sight, measures: Measures): HotUnit[] {
  const hot = matrix.units.map(() => 0);
  const criticals = new Map<number, number>();
  const criticalOf = (n: number): number => {
    const known = criticals.get(n) ?? grubbsCritical(n, level);
    criticals.set(n, known);
    return known;
  };
  for (const row of measures.loads) {
    const cells = row.flatMap((load, unit) => (load === undefined ? [] : [{ load, unit }]));
    const outlier = furthestBeyond(
      cells.map(({ load }) => load),
      criticalOf,
    );
    const cell = outlier === undefined ? undefined : cells[outlier];
    if (cell !== undefined && cell.load >= hotFrom) hot[cell.unit] = (hot[cell.unit] ?? 0) + 1;
  }
  return matrix.units
    .map(({ id }, unit) => ({
      id,
      relativeLoad: measures.meanLoads[unit] ?? 1,
      blocksHot: hot[unit] ?? 0,
      blocks: measures.loads.filter((row) => row[unit] !== undefined).length,
    }))
    .filter(({ blocksHot, blocks }) => blocksHot > 0 && blocksHot >= persistentFrom * blocks)
    .toSorted((a, b) => b.relativeLoad - a.relativeLoad);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
