import { list, percent } from '../../words/figures.ts';
import type { BlockTable } from '../load/block-table.ts';
import { type CauseRule, smallestPeak } from './cause.ts';

/** Zones explain the differences where they leave less than this of them. */
const unexplained = 0.15;

/**
 * Every zone gets the same number of requests, but zones have different numbers of tasks (cross-zone balancing is off): a
 * task's share is that of its zone over the tasks in it, all the time.
 */
export const zoneSkew: CauseRule = ({ sight: { matrix, countSource }, measures }) => {
  const { units } = matrix;
  const zones = units.map(({ zone }) => zone ?? '');
  const table = countSource === undefined ? measures.loads : measures.counts;
  // Most services have much the same number of tasks in each zone, and there is nothing to look for.
  const peak = peakByZones(table, zones);
  if (!(peak >= smallestPeak)) return undefined;
  let [flat, byZone] = [0, 0];
  const totals = new Map<string, number>();
  const members = new Map<string, number>();
  for (const row of table) {
    const cells = row.flatMap((load, unit) =>
      load === undefined ? [] : [{ load, zone: zones[unit] ?? '' }],
    );
    const present = Map.groupBy(cells, ({ zone }) => zone);
    if (present.size < 2) continue;
    const mean = cells.reduce((sum, { load }) => sum + load, 0) / cells.length;
    for (const [zone, own] of present) {
      const expected = cells.length / present.size / own.length;
      for (const { load } of own) {
        flat += (load / mean - 1) ** 2;
        byZone += (load / mean - expected) ** 2;
      }
      const total = own.reduce((sum, { load }) => sum + load, 0);
      totals.set(zone, (totals.get(zone) ?? 0) + total);
      members.set(zone, Math.max(members.get(zone) ?? 0, own.length));
    }
  }
  if (byZone > unexplained * flat) return undefined;
  const [fewest] = [...members].toSorted((a, b) => a[1] - b[1]);
  const [zone = ''] = fewest ?? [];
  const all = [...totals.values()].reduce((sum, total) => sum + total, 0);
  const shares = [...totals].map(
    ([name, total]) =>
      `${name} ${percent(Math.round((total / all) * 1000) / 1000)} on ${members.get(name) ?? 0}`,
  );
  const smallest = fewest?.[1] ?? 0;
  return {
    kind: 'zone-skew',
    units: units.filter((one) => members.get(one.zone ?? '') === smallest).map(({ id }) => id),
    zone,
    peak,
    evidence: [
      `zones got equal shares of the load, but have different numbers of tasks: ${list(shares)}`,
      `that explains ${percent(Math.round((1 - byZone / flat) * 1000) / 1000)} of the differences between tasks`,
    ],
  };
};

/** Peak to average of tasks if each zone had the same load, over the blocks in which two zones have tasks. */
function peakByZones(table: BlockTable, zones: readonly string[]): number {
  const names = [...new Set(zones)];
  const zoneOf = zones.map((zone) => names.indexOf(zone));
  const sizes = new Float64Array(names.length);
  let [peaks, blocks] = [0, 0];
  for (const row of table) {
    sizes.fill(0);
    for (let unit = 0; unit < row.length; unit += 1) {
      const zone = zoneOf[unit] ?? 0;
      if (row[unit] !== undefined) sizes[zone] = (sizes[zone] ?? 0) + 1;
    }
    let [present, all, fewest] = [0, 0, Infinity];
    for (const size of sizes) {
      if (size === 0) continue;
      present += 1;
      all += size;
      fewest = Math.min(fewest, size);
    }
    if (present < 2) continue;
    peaks += all / present / fewest;
    blocks += 1;
  }
  return peaks / blocks;
}
