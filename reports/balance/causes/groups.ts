import type { Seen } from './cause.ts';

/** Sums over cells of one group beside what they would be if its units were like those compared with. */
export interface GroupSums {
  cpu: number;
  cpuExpected: number;
  requests: number;
  requestsExpected: number;
  cells: number;
  /** Mean number of units in the steps of the cells. */
  units: number;
}

/**
 * Compares cells of a group with cells of others at the same time: what their CPU would be at the others' cost per request,
 * and what their requests would be if they got as many as each of the others. Cells that `groupOf` puts nowhere are left
 * out; times without others count for nothing.
 */
export function compareGroups(
  { sight }: Seen,
  groupOf: (unit: number, at: number) => 'group' | 'others' | undefined,
): GroupSums {
  const { matrix, unitCount, requests, idle } = sight;
  const sums: GroupSums = {
    cpu: 0,
    cpuExpected: 0,
    requests: 0,
    requestsExpected: 0,
    cells: 0,
    units: 0,
  };
  for (let row = 0; row < matrix.times.length; row += 1) {
    let [n, cpu, others, own] = [0, 0, 0, 0];
    const ours: number[] = [];
    for (let unit = 0; unit < unitCount; unit += 1) {
      const at = row * unitCount + unit;
      const group = groupOf(unit, at);
      const used = (matrix.cpu[at] ?? Number.NaN) - idle;
      const got = requests === undefined ? 1 : (requests[at] ?? Number.NaN);
      if (group === undefined || Number.isNaN(used) || Number.isNaN(got)) continue;
      if (group === 'group') {
        ours.push(at);
        own += 1;
      } else {
        n += got;
        cpu += Math.max(0, used);
        others += 1;
      }
    }
    if (own === 0 || others === 0 || n === 0) continue;
    for (const at of ours) {
      const got = requests === undefined ? 1 : (requests[at] ?? 0);
      const used = Math.max(0, (matrix.cpu[at] ?? 0) - idle);
      sums.cpu += used;
      sums.cpuExpected += (got * cpu) / n;
      sums.requests += got;
      sums.requestsExpected += n / others;
      sums.cells += 1;
      sums.units += own + others;
    }
  }
  if (sums.cells > 0) sums.units /= sums.cells;
  return sums;
}

/**
 * Standard error by chance of the mean cost of so many requests, relative to it. It holds for bytes, too: the variation is
 * then that of the cost of a byte.
 */
export function costError({ measures }: Seen, requests: number): number {
  const known = Number.isFinite(measures.costCv2) ? measures.costCv2 : chanceCostCv2;
  return Math.sqrt(known / Math.max(1, requests));
}

/** The same of the ratio of a number of requests to that expected, from how much numbers differ within a step. */
export function shareError(seen: Seen, sums: GroupSums): number {
  return Math.sqrt((2 * dispersionOf(seen)) / sums.requestsExpected);
}

/** Variance over mean of numbers of requests in a step: at least that of chance; of bytes as they show. */
export function dispersionOf(seen: Seen): number {
  const { dispersion } = seen.measures;
  return isCounted(seen) ? Math.max(1, dispersion) : dispersion;
}

export function isCounted({ sight }: Seen): boolean {
  return sight.countSource === 'balancer';
}

/**
 * Squared variation of what a request costs that is still ordinary: that of a log-normal with s = 1, (e - 1). Above it a
 * few requests decide how busy a unit is.
 */
export const chanceCostCv2 = Math.E - 1;
