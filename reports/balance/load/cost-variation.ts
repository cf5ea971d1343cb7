import { isSettled } from './settled.ts';
import type { Sight } from './sight.ts';

/** How much the cost of requests, and their numbers, differ within steps. */
export interface CostVariation {
  /** Squared coefficient of variation of what one request costs, and its standard error. */
  readonly cv2: number;
  readonly error: number;
  /** Variance of the number of requests over units, over its mean: 1 by chance. */
  readonly dispersion: number;
}

interface Sums {
  squares: number;
  freedom: number;
  cpu: number;
  requests: number;
  readonly variances: number[];
}

/** Room for the units of a row, used again for the next. */
interface Cells {
  readonly counts: Float64Array;
  readonly costs: Float64Array;
}

/**
 * Within each step, how much CPU per request differs between units beyond what their cost levels explain: an analysis of
 * variance of costs, whose within-step variance times requests estimates the variance of one request's cost.
 */
export function costVariation(sight: Sight, known: readonly (number | undefined)[]): CostVariation {
  const levels = Float64Array.from(known, (level) => level ?? 1);
  const cells = {
    counts: new Float64Array(sight.unitCount),
    costs: new Float64Array(sight.unitCount),
  };
  const sums: Sums = { squares: 0, freedom: 0, cpu: 0, requests: 0, variances: [] };
  for (let row = 0; row < sight.matrix.times.length; row += 1)
    addRow(sums, sight, levels, cells, row);
  const { variances } = sums;
  const cost = sums.cpu / sums.requests;
  const mean = variances.reduce((sum, value) => sum + value, 0) / variances.length;
  const spread = variances.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    cv2: mean / cost ** 2,
    error: Math.sqrt(spread / (variances.length - 1) / variances.length) / cost ** 2,
    dispersion: sums.freedom > 0 ? sums.squares / sums.freedom : 1,
  };
}

function addRow(
  sums: Sums,
  sight: Sight,
  levels: Float64Array,
  { counts, costs }: Cells,
  row: number,
): void {
  const { matrix, unitCount, requests, idle } = sight;
  let cells = 0;
  let busy = 0;
  let total = 0;
  let used = 0;
  for (let unit = 0; unit < unitCount; unit += 1) {
    if (!isSettled(sight, unit, row)) continue;
    const at = row * unitCount + unit;
    const n = requests?.[at] ?? Number.NaN;
    const cpu = Math.max(0, (matrix.cpu[at] ?? Number.NaN) - idle);
    if (Number.isNaN(cpu) || Number.isNaN(n)) continue;
    const level = levels[unit] ?? 1;
    counts[cells] = n;
    costs[cells] = n > 0 ? cpu / (n * level) : 0;
    cells += 1;
    total += n;
    if (n > 0) busy += 1;
    used += cpu / level;
  }
  if (cells < 2) return;
  const mean = total / cells;
  const level = used / total;
  let ofCounts = 0;
  let ofCosts = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    const n = counts[cell] ?? 0;
    ofCounts += (n - mean) ** 2;
    ofCosts += n * ((costs[cell] ?? 0) - level) ** 2;
  }
  if (mean > 0) {
    sums.squares += ofCounts / mean;
    sums.freedom += cells - 1;
  }
  if (busy < 2) return;
  sums.cpu += used;
  sums.requests += total;
  sums.variances.push(ofCosts / (busy - 1));
}
