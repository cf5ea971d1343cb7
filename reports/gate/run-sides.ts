import { seededRandom } from '../../core/seeded-random.ts';
import { sum } from '../../core/statistics/sample.ts';
import type { NotCompared } from './comparison.ts';
import { logPercentile, resolutionSd } from './log-ratios.ts';
import type { GateOptions } from './options.ts';
import { type RunBlocks, pooled } from './run-blocks.ts';
import { withinRunVariances } from './within-run.ts';

/** One name and percentile, in logarithms: each run's value, and its variance by what happened within the run. */
export interface Sides {
  readonly name: string;
  readonly percentile: number;
  readonly base: readonly LoggedRun[];
  readonly new: readonly LoggedRun[];
}

export interface LoggedRun {
  readonly log: number;
  readonly within: number;
}

/**
 * A run's percentile stands alone where a block's is one of many, so that it takes more requests beyond it: 20 requests
 * for p50, 200 for p95.
 */
const timesAsMany = 5;

/** Every name and percentile that both sides have enough requests of, and the others. */
export function sidesOf(
  base: readonly RunBlocks[],
  new_: readonly RunBlocks[],
  { percentiles, requestsBeyond }: GateOptions,
): { sides: Sides[]; notCompared: NotCompared[] } {
  const ascending = percentiles.toSorted((a, b) => a - b);
  const names = new Set([...base, ...new_].flatMap(({ requests }) => [...requests.keys()]));
  const sides: Sides[] = [];
  const notCompared: NotCompared[] = [];
  for (const name of [...names].toSorted()) {
    const has = ({ requests }: RunBlocks): boolean => requests.has(name);
    const missing = !base.some(has) ? 'base' : !new_.some(has) ? 'new' : undefined;
    const fewest = Math.min(...[base, new_].map((runs) => fewestRequests(runs, name)));
    const enough = ascending.filter(
      (percentile) =>
        fewest * Math.min(percentile, 1 - percentile) >= timesAsMany * requestsBeyond * (1 - 1e-12),
    );
    for (const percentile of ascending.filter((one) => !enough.includes(one))) {
      const reason = missing === undefined ? 'rare' : (`not in ${missing}` as const);
      notCompared.push({ name, percentile, reason });
    }
    if (missing !== undefined || enough.length === 0) continue;
    const [logged, loggedNew] = [base, new_].map((runs) => loggedOf(runs, name, enough));
    for (const [index, percentile] of enough.entries())
      sides.push({
        name,
        percentile,
        base: logged?.[index] ?? [],
        new: loggedNew?.[index] ?? [],
      });
  }
  return { sides, notCompared };
}

/** Of the runs that have the name at all. */
function fewestRequests(runs: readonly RunBlocks[], name: string): number {
  return Math.min(
    ...runs.flatMap(({ requests }) => {
      const lines = requests.get(name);
      return lines === undefined ? [] : [sum(lines.map(({ n }) => n))];
    }),
  );
}

/** Each percentile of each run that has the name. */
function loggedOf(
  runs: readonly RunBlocks[],
  name: string,
  percentiles: readonly number[],
): LoggedRun[][] {
  const logged: LoggedRun[][] = percentiles.map(() => []);
  for (const [at, run] of runs.entries()) {
    const lines = run.requests.get(name);
    if (lines === undefined) continue;
    const all = pooled(lines);
    const within = withinRunVariances(lines, percentiles, run, seededRandom(at + 1));
    for (const [index, percentile] of percentiles.entries())
      logged[index]?.push({
        log: logPercentile(all, percentile),
        within: Math.max(within[index] ?? 0, resolutionSd ** 2 / 2),
      });
  }
  return logged;
}
