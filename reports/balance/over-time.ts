import {
  type IndicesOverTime,
  type LoadTable,
  indicesOverTime,
} from '../../core/statistics/balance/over-time.ts';
import { persistenceOf } from '../../core/statistics/balance/persistence.ts';
import { furthestBeyond, grubbsCritical } from '../../core/statistics/outliers.ts';
import type { Measures } from './load/measures.ts';
import { type LoadMatrix, weightsOf } from './load/series.ts';
import type { Sight } from './load/sight.ts';

/** What is said of a service's balance over time; tasks are weighed by what they may take of a processor, zones are the groups. */
export interface BalanceOverTime extends IndicesOverTime {
  /** From 0, the load moves about, to 1, it is always the same units. */
  readonly persistentShare: number;
  /** Mean CPU of all units as a fraction of their reservation. */
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

/** CPU of tasks as the load of weighted units. */
export function loadTable(matrix: LoadMatrix): LoadTable {
  const weights = weightsOf(matrix);
  const units = matrix.units.map(({ zone }, unit) => ({ weight: weights[unit] ?? 1, group: zone }));
  return { units, loads: matrix.cpu };
}

export function overTime({ matrix }: Sight, measures: Measures): BalanceOverTime | undefined {
  const indices = indicesOverTime(loadTable(matrix));
  if (indices === undefined) return undefined;
  return {
    ...indices,
    persistentShare: persistenceOf(measures.loads).persistentShare,
    utilization: utilizationOf(matrix),
  };
}

function utilizationOf({ units, cpu, stepMs }: Sight['matrix']): number | undefined {
  const reservedOf = Float64Array.from(units, ({ vcpu = 0 }) => (vcpu * stepMs) / 1000);
  const sums = { used: 0, reserved: 0 };
  for (let start = 0; start < cpu.length; start += units.length)
    addStep(sums, cpu, reservedOf, start);
  return sums.reserved > 0 ? sums.used / sums.reserved : undefined;
}

function addStep(
  sums: { used: number; reserved: number },
  cpu: Float64Array,
  reservedOf: Float64Array,
  start: number,
): void {
  let [used, reserved] = [0, 0];
  for (let unit = 0; unit < reservedOf.length; unit += 1) {
    const load = cpu[start + unit] ?? Number.NaN;
    const own = reservedOf[unit] ?? 0;
    if (own === 0 || Number.isNaN(load)) continue;
    used += load;
    reserved += own;
  }
  sums.used += used;
  sums.reserved += reserved;
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
    const loads: number[] = [];
    const units: number[] = [];
    for (let unit = 0; unit < row.length; unit += 1) {
      const load = row[unit];
      if (load === undefined) continue;
      loads.push(load);
      units.push(unit);
    }
    const outlier = furthestBeyond(loads, criticalOf);
    if (outlier === undefined || (loads[outlier] ?? 0) < hotFrom) continue;
    const unit = units[outlier] ?? 0;
    hot[unit] = (hot[unit] ?? 0) + 1;
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
