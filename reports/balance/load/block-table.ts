import type { BlockSums } from './block-sums.ts';

/** Relative load of units over blocks of time: `values[block][unit]`, undefined where a unit was not settled. */
export type BlockTable = readonly (readonly (number | undefined)[])[];

/** Tables of the ratios of two sums; undefined also where the second of them is none. */
export function blockTables(
  { steps }: BlockSums,
  unitCount: number,
): (over: Float64Array, under: Float64Array) => (number | undefined)[][] {
  // Whoever was there for less than half of a block's steps is not compared in it.
  const isEnough = new Uint8Array(steps.length);
  for (let start = 0; start < steps.length; start += unitCount) {
    let most = 0;
    for (let at = start; at < start + unitCount; at += 1) most = Math.max(most, steps[at] ?? 0);
    for (let at = start; at < start + unitCount; at += 1)
      isEnough[at] = (steps[at] ?? 0) > 0 && (steps[at] ?? 0) >= most / 2 ? 1 : 0;
  }
  return (over, under) => {
    const table: (number | undefined)[][] = [];
    for (let start = 0; start < steps.length; start += unitCount) {
      const row: (number | undefined)[] = [];
      for (let at = start; at < start + unitCount; at += 1) {
        const below = isEnough[at] === 1 ? (under[at] ?? 0) : 0;
        row.push(below > 0 ? (over[at] ?? 0) / below : undefined);
      }
      table.push(row);
    }
    return table;
  };
}

/** Mean over blocks of each unit; undefined for units that were never settled. */
export function meansOf(table: BlockTable): (number | undefined)[] {
  const sums = new Float64Array(table[0]?.length ?? 0);
  const seen = new Float64Array(sums.length);
  for (const row of table)
    for (let unit = 0; unit < row.length; unit += 1) {
      const value = row[unit];
      if (value === undefined) continue;
      sums[unit] = (sums[unit] ?? 0) + value;
      seen[unit] = (seen[unit] ?? 0) + 1;
    }
  return Array.from(sums, (sum, unit) => (seen[unit] === 0 ? undefined : sum / (seen[unit] ?? 1)));
}

/** Mean over blocks of the largest over the mean; 1 where there are none. */
export function meanPeak(table: BlockTable): number {
  let [peaks, blocks] = [0, 0];
  for (const row of table) {
    let [max, sum, units] = [-Infinity, 0, 0];
    for (const value of row) {
      if (value === undefined) continue;
      max = Math.max(max, value);
      sum += value;
      units += 1;
    }
    const peak = (max * units) / sum;
    if (units < 2 || !Number.isFinite(peak)) continue;
    peaks += peak;
    blocks += 1;
  }
  return blocks === 0 ? 1 : peaks / blocks;
}
