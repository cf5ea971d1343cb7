import { medianOf } from '../../../core/statistics/outliers.ts';
import { weightsOf } from './series.ts';
import type { Sight } from './sight.ts';

/** Relative load of units over blocks of time: `values[block][unit]`, undefined where a unit was not settled. */
export type BlockTable = readonly (readonly (number | undefined)[])[];

/** What settled units got and spent, block by block. */
export interface Measures {
  /** Requests, and CPU per request, of each unit relative to what units had on average (counts) or in the middle (cost). */
  readonly counts: BlockTable;
  readonly costs: BlockTable;
  /** CPU relative to what a unit of its size had on average. */
  readonly loads: BlockTable;
  /** Mean over blocks of the same; undefined for units that were never settled. */
  readonly meanCounts: readonly (number | undefined)[];
  readonly meanCosts: readonly (number | undefined)[];
  readonly meanLoads: readonly (number | undefined)[];
  /** Requests that a unit gets in a block, on average. */
  readonly requestsPerBlock: number;
  readonly requestsPerStep: number;
  /** CPU seconds that a unit spends on requests in a step, on average. */
  readonly cpuPerStep: number;
  /** Variance of the number of requests over units within a step and within a block, over its mean: 1 by chance. */
  readonly dispersion: number;
  readonly blockDispersion: number;
  /** Squared coefficient of variation of what one request costs, and its standard error. */
  readonly costCv2: number;
  readonly costCv2Error: number;
  /** Mean over blocks of the largest over the mean: of CPU and of requests. */
  readonly blockPeak: number;
  readonly blockCountPeak: number;
  readonly blocksUsed: number;
}

/** Everything that is measured of settled units. */
export function measure(sight: Sight): Measures {
  const { matrix, unitCount, requests, settled, blockOf, blocks, idle } = sight;
  // Sums of blocks and units, `sums[block * unitCount + unit]`.
  const zeros = (): Float64Array => new Float64Array(blocks * unitCount);
  const got = zeros();
  const gotExpected = zeros();
  const spent = zeros();
  const spentExpected = zeros();
  const used = zeros();
  const rowsIn = zeros();
  const weights = weightsOf(matrix);
  // Used again for every row: a month has forty thousand of them.
  const cells = new Int32Array(unitCount);
  for (let row = 0; row < matrix.times.length; row += 1) {
    const start = row * unitCount;
    let there = 0;
    let weight = 0;
    let rowCpu = 0;
    let rowCount = 0;
    for (let unit = 0; unit < unitCount; unit += 1) {
      const at = start + unit;
      const cpu = matrix.cpu[at] ?? Number.NaN;
      const count = requests === undefined ? 0 : (requests[at] ?? Number.NaN);
      if (settled[at] !== 1 || Number.isNaN(cpu) || Number.isNaN(count)) continue;
      cells[there] = unit;
      there += 1;
      weight += weights[unit] ?? 1;
      rowCpu += Math.max(0, cpu - idle);
      rowCount += count;
    }
    if (there < 2) continue;
    const block = blockOf[row] ?? 0;
    const cpuPerWeight = rowCpu / weight;
    const meanCount = rowCount / there;
    for (let cell = 0; cell < there; cell += 1) {
      const unit = cells[cell] ?? 0;
      const cpu = Math.max(0, (matrix.cpu[start + unit] ?? 0) - idle);
      const count = requests?.[start + unit] ?? 0;
      const at = block * unitCount + unit;
      got[at] = (got[at] ?? 0) + count;
      gotExpected[at] = (gotExpected[at] ?? 0) + meanCount;
      spent[at] = (spent[at] ?? 0) + cpu;
      spentExpected[at] = (spentExpected[at] ?? 0) + cpuPerWeight * (weights[unit] ?? 1);
      if (count > 0) used[at] = (used[at] ?? 0) + cpu;
      rowsIn[at] = (rowsIn[at] ?? 0) + 1;
    }
  }
  const most = Array.from({ length: blocks }, (_, block) =>
    Math.max(...rowsIn.subarray(block * unitCount, (block + 1) * unitCount)),
  );
  const enough = (block: number, unit: number): boolean => {
    const own = rowsIn[block * unitCount + unit] ?? 0;
    return own > 0 && own >= (most[block] ?? 0) / 2;
  };
  const table = (of: (block: number, unit: number) => number | undefined): BlockTable =>
    Array.from({ length: blocks }, (_, block) =>
      Array.from({ length: unitCount }, (__, unit) =>
        enough(block, unit) ? of(block, unit) : undefined,
      ),
    );
  const counts = table(over(got, gotExpected, unitCount));
  const loads = table(over(spent, spentExpected, unitCount));
  const rawCosts = table(over(used, got, unitCount));
  const costs = rawCosts.map((row) => {
    const known = row.filter((cost) => cost !== undefined);
    const middle = medianOf(known);
    return row.map((cost) => (cost === undefined || !(middle > 0) ? undefined : cost / middle));
  });
  // Costs are skewed, so that every unit's mean over blocks lies above the middle of each: the middle one is 1 again.
  const skewed = meansOf(costs);
  const middle = medianOf(skewed.filter((value) => value !== undefined));
  const meanCosts = skewed.map((value) => (value === undefined ? undefined : value / middle));
  const cost = costVariation(sight, meanCosts);
  const present = counts.flatMap((row) => row.filter((value) => value !== undefined));
  const gotTotal = totalOf(got);
  const rowTotal = totalOf(rowsIn);
  return {
    counts,
    costs,
    loads,
    meanCounts: meansOf(counts),
    meanCosts,
    meanLoads: meansOf(loads),
    requestsPerBlock: gotTotal / Math.max(1, present.length),
    requestsPerStep: gotTotal / Math.max(1, rowTotal),
    cpuPerStep: totalOf(spent) / Math.max(1, rowTotal),
    dispersion: cost.dispersion,
    blockDispersion: blockDispersion(got, counts, unitCount),
    costCv2: cost.cv2,
    costCv2Error: cost.error,
    blockPeak: meanPeak(loads),
    blockCountPeak: meanPeak(counts),
    blocksUsed: loads.filter((row) => row.filter((value) => value !== undefined).length > 1).length,
  };
}

/** The ratio of two sums by block and unit; undefined where the second is none. */
function over(a: Float64Array, b: Float64Array, unitCount: number) {
  return (block: number, unit: number): number | undefined => {
    const at = block * unitCount + unit;
    const below = b[at] ?? 0;
    return below > 0 ? (a[at] ?? 0) / below : undefined;
  };
}

function totalOf(sums: Float64Array): number {
  return sums.reduce((all, value) => all + value, 0);
}

function meansOf(table: BlockTable): (number | undefined)[] {
  return (table[0] ?? []).map((_, unit) => {
    const own = table.map((row) => row[unit]).filter((value) => value !== undefined);
    return own.length === 0 ? undefined : own.reduce((sum, value) => sum + value, 0) / own.length;
  });
}

/** Mean over blocks of the largest over the mean. */
export function meanPeak(table: BlockTable): number {
  const peaks = table
    .map((row) => row.filter((value) => value !== undefined))
    .filter((row) => row.length > 1)
    .map((row) => (Math.max(...row) * row.length) / row.reduce((sum, value) => sum + value, 0))
    .filter((peak) => Number.isFinite(peak));
  return peaks.length === 0 ? 1 : peaks.reduce((sum, peak) => sum + peak, 0) / peaks.length;
}

/** Variance over mean of requests of units that were there for the block, averaged over blocks by degrees of freedom. */
function blockDispersion(got: Float64Array, counts: BlockTable, unitCount: number): number {
  let [squares, freedom] = [0, 0];
  for (const [block, row] of counts.entries()) {
    const cells = row.flatMap((relative, unit) =>
      relative === undefined || relative <= 0
        ? []
        : [{ relative, expected: (got[block * unitCount + unit] ?? 0) / relative }],
    );
    if (cells.length < 2) continue;
    for (const { relative, expected } of cells) squares += (relative - 1) ** 2 * expected;
    freedom += cells.length - 1;
  }
  return freedom > 0 ? squares / freedom : 1;
}

/**
 * Within each step, how much CPU per request differs between units beyond what their cost levels explain: an analysis of
 * variance of costs, whose within-step variance times requests estimates the variance of one request's cost. Also how
 * much the numbers of requests differ.
 */
function costVariation(
  { matrix, unitCount, requests, settled, idle }: Sight,
  known: readonly (number | undefined)[],
): { cv2: number; error: number; dispersion: number } {
  const levels = Float64Array.from(known, (level) => level ?? 1);
  const variances: number[] = [];
  let [squares, freedom] = [0, 0];
  let [allCpu, allRequests] = [0, 0];
  const [counts, costs] = [new Float64Array(unitCount), new Float64Array(unitCount)];
  for (let row = 0; row < matrix.times.length; row += 1) {
    let cells = 0;
    let busy = 0;
    let total = 0;
    let used = 0;
    for (let unit = 0; unit < unitCount; unit += 1) {
      const at = row * unitCount + unit;
      const n = requests?.[at] ?? Number.NaN;
      const cpu = Math.max(0, (matrix.cpu[at] ?? Number.NaN) - idle);
      if (settled[at] !== 1 || Number.isNaN(cpu) || Number.isNaN(n)) continue;
      counts[cells] = n;
      costs[cells] = n > 0 ? cpu / (n * (levels[unit] ?? 1)) : 0;
      cells += 1;
      total += n;
      if (n > 0) busy += 1;
      used += cpu / (levels[unit] ?? 1);
    }
    if (cells < 2) continue;
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
      squares += ofCounts / mean;
      freedom += cells - 1;
    }
    if (busy < 2) continue;
    allCpu += used;
    allRequests += total;
    variances.push(ofCosts / (busy - 1));
  }
  const cost = allCpu / allRequests;
  const mean = variances.reduce((sum, value) => sum + value, 0) / variances.length;
  const spread = variances.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    cv2: mean / cost ** 2,
    error: Math.sqrt(spread / (variances.length - 1) / variances.length) / cost ** 2,
    dispersion: freedom > 0 ? squares / freedom : 1,
  };
}
