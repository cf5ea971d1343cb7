import { list, percent } from '../../words/figures.ts';
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
  let [flat, byZone, peaks, blocks] = [0, 0, 0, 0];
  const totals = new Map<string, number>();
  const members = new Map<string, number>();
  for (const row of table) {
    const cells = row.flatMap((load, unit) =>
      load === undefined ? [] : [{ load, zone: zones[unit] ?? '' }],
    );
    const present = Map.groupBy(cells, ({ zone }) => zone);
    if (present.size < 2) continue;
    blocks += 1;
    peaks += Math.max(
      ...[...present.values()].map((own) => cells.length / present.size / own.length),
    );
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
  const peak = peaks / blocks;
  if (!(peak >= smallestPeak) || byZone > unexplained * flat) return undefined;
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
