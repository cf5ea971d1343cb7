import { weightsOf } from './series.ts';
import { isSettled } from './settled.ts';
import type { Sight } from './sight.ts';

/** What settled units got and spent in the steps of blocks, `sums[block * unitCount + unit]`. */
export interface BlockSums {
  /** Requests, and as many as they would be if all units of a step had got the same. */
  readonly got: Float64Array;
  readonly gotExpected: Float64Array;
  /** CPU seconds, and as many as they would be if all units of a step had spent the same for their size. */
  readonly spent: Float64Array;
  readonly spentExpected: Float64Array;
  /** CPU seconds of steps that had requests. */
  readonly used: Float64Array;
  /** Steps. */
  readonly steps: Float64Array;
}

export function blockSums(sight: Sight): BlockSums {
  const zeros = (): Float64Array => new Float64Array(sight.blocks * sight.unitCount);
  const sums: BlockSums = {
    got: zeros(),
    gotExpected: zeros(),
    spent: zeros(),
    spentExpected: zeros(),
    used: zeros(),
    steps: zeros(),
  };
  const weights = Float64Array.from(weightsOf(sight.matrix));
  // Used again for every row: a month has forty thousand of them.
  const present = new Int32Array(sight.unitCount);
  for (let row = 0; row < sight.matrix.times.length; row += 1)
    addRow(sums, sight, weights, present, row);
  return sums;
}

/** A function of its own, called for every row, is compiled for speed while the first service is looked at. */
function addRow(
  { got, gotExpected, spent, spentExpected, used, steps }: BlockSums,
  sight: Sight,
  weights: Float64Array,
  present: Int32Array,
  row: number,
): void {
  const { matrix, unitCount, requests, blockOf, idle } = sight;
  const { cpu: spentIn } = matrix;
  const start = row * unitCount;
  let there = 0;
  let weight = 0;
  let rowCpu = 0;
  let rowCount = 0;
  for (let unit = 0; unit < unitCount; unit += 1) {
    if (!isSettled(sight, unit, row)) continue;
    const cpu = spentIn[start + unit] ?? Number.NaN;
    const count = requests === undefined ? 0 : (requests[start + unit] ?? Number.NaN);
    if (Number.isNaN(cpu) || Number.isNaN(count)) continue;
    present[there] = unit;
    there += 1;
    weight += weights[unit] ?? 1;
    rowCpu += Math.max(0, cpu - idle);
    rowCount += count;
  }
  if (there < 2) return;
  const block = (blockOf[row] ?? 0) * unitCount;
  const cpuPerWeight = rowCpu / weight;
  const meanCount = rowCount / there;
  for (let cell = 0; cell < there; cell += 1) {
    const unit = present[cell] ?? 0;
    const cpu = Math.max(0, (spentIn[start + unit] ?? 0) - idle);
    const count = requests === undefined ? 0 : (requests[start + unit] ?? 0);
    const at = block + unit;
    got[at] = (got[at] ?? 0) + count;
    gotExpected[at] = (gotExpected[at] ?? 0) + meanCount;
    spent[at] = (spent[at] ?? 0) + cpu;
    spentExpected[at] = (spentExpected[at] ?? 0) + cpuPerWeight * (weights[unit] ?? 1);
    if (count > 0) used[at] = (used[at] ?? 0) + cpu;
    steps[at] = (steps[at] ?? 0) + 1;
  }
}
