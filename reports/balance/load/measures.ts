import { medianOf } from '../../../core/statistics/outliers.ts';
import { blockSums } from './block-sums.ts';
import { type BlockTable, blockTables, meanPeak, meansOf } from './block-table.ts';
import { costVariation } from './cost-variation.ts';
import type { Sight } from './sight.ts';

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
  const { unitCount } = sight;
  const sums = blockSums(sight);
  const table = blockTables(sums, unitCount);
  const counts = table(sums.got, sums.gotExpected);
  const loads = table(sums.spent, sums.spentExpected);
  const costs = table(sums.used, sums.got).map((row) => {
    const middle = medianOf(row.filter((cost) => cost !== undefined));
    return row.map((cost) => (cost === undefined || !(middle > 0) ? undefined : cost / middle));
  });
  // Costs are skewed, so that every unit's mean over blocks lies above the middle of each: the middle one is 1 again.
  const skewed = meansOf(costs);
  const middle = medianOf(skewed.filter((value) => value !== undefined));
  const meanCosts = skewed.map((value) => (value === undefined ? undefined : value / middle));
  const cost = costVariation(sight, meanCosts);
  const requests = totalOf(sums.got);
  const steps = totalOf(sums.steps);
  return {
    counts,
    costs,
    loads,
    meanCounts: meansOf(counts),
    meanCosts,
    meanLoads: meansOf(loads),
    requestsPerBlock: requests / Math.max(1, cellsIn(counts)),
    requestsPerStep: requests / Math.max(1, steps),
    cpuPerStep: totalOf(sums.spent) / Math.max(1, steps),
    dispersion: cost.dispersion,
    blockDispersion: blockDispersion(sums.got, counts, unitCount),
    costCv2: cost.cv2,
    costCv2Error: cost.error,
    blockPeak: meanPeak(loads),
    blockCountPeak: meanPeak(counts),
    blocksUsed: loads.filter((row) => row.filter((value) => value !== undefined).length > 1).length,
  };
}

function totalOf(sums: Float64Array): number {
  return sums.reduce((all, value) => all + value, 0);
}

/** Variance over mean of requests of units that were there for the block, averaged over blocks by degrees of freedom. */
function blockDispersion(got: Float64Array, counts: BlockTable, unitCount: number): number {
  let [squares, freedom] = [0, 0];
  for (const [block, row] of counts.entries()) {
    let [ofBlock, cells] = [0, 0];
    for (const [unit, relative = 0] of row.entries()) {
      if (relative <= 0) continue;
      ofBlock += ((relative - 1) ** 2 * (got[block * unitCount + unit] ?? 0)) / relative;
      cells += 1;
    }
    if (cells < 2) continue;
    squares += ofBlock;
    freedom += cells - 1;
  }
  return freedom > 0 ? squares / freedom : 1;
}

/** Units and blocks that there is something of. */
function cellsIn(table: BlockTable): number {
  let cells = 0;
  for (const row of table) for (const value of row) if (value !== undefined) cells += 1;
  return cells;
}
