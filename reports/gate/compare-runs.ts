import { seededRandom } from '../../core/seeded-random.ts';
import { tCritical, tTwoSided } from '../../core/statistics/distributions/students-t.ts';
import { mean, sum } from '../../core/statistics/sample.ts';
import { holm } from '../../core/statistics/significance/multiple-comparisons.ts';
import { groupSizeNeeded } from '../../core/statistics/significance/pairs-needed.ts';
import { type Difference, differencesOf, mixDifference } from './comparability.ts';
import type { GateResult, HowMuchMore, NotCompared } from './comparison.ts';
import { type Finding, decide, overall, worstFirst } from './decide.ts';
import { logPercentile, resolutionSd } from './log-ratios.ts';
import { type GateOptions, defaultGateOptions } from './options.ts';
import { type RunBlocks, pooled } from './run-blocks.ts';
import { type RunSummary, millisecondsOf } from './run-summary.ts';
import { type KnownVariance, fromHistory, together, withinGroups } from './run-to-run.ts';
import { sentenceOf } from './sentence.ts';
import { withinRunVariances } from './within-run.ts';

/** A comparison of runs, and in which ways the runs were not the same. */
export interface RunsResult extends GateResult {
  readonly differences: readonly Difference[];
}

/** One name and percentile, in logarithms: each run's value, and its variance by what happened within the run. */
interface Sides {
  readonly name: string;
  readonly percentile: number;
  readonly base: readonly LoggedRun[];
  readonly new: readonly LoggedRun[];
}

interface LoggedRun {
  readonly log: number;
  readonly within: number;
}

/**
 * Compares runs, or sets of runs, that were not interleaved. Two runs of one system differ by more than what happens
 * within them, and nothing in two lone runs tells by how much: that is learnt from sets of runs and from the history of
 * the same scenario on the same machine. While there is neither, everything is inconclusive.
 *
 * The variance of the difference is the larger of what runs are known to differ by and of what the runs' own seconds say
 * (stationary bootstrap), with the degrees of freedom of the former; a t test, and Holm's method over all names and
 * percentiles.
 * @param history runs of the past in any order; those that are compared, and those of another scenario, engine, machine
 * or number of visitors, are left out
 * @throws RangeError when a side has no run
 */
export function compareRuns(
  base: readonly RunBlocks[],
  new_: readonly RunBlocks[],
  {
    history = [],
    options = defaultGateOptions,
  }: { readonly history?: readonly RunSummary[]; readonly options?: GateOptions } = {},
): RunsResult {
  const [first] = base;
  if (first === undefined || new_.length === 0)
    throw new RangeError('A comparison takes one run or more on each side.');
  const differences = allDifferences(base, new_);
  const past = pastOf(history, first, [...base, ...new_]);
  const { sides, notCompared } = sidesOf(base, new_, options);
  const seconds = Math.min(...[...base, ...new_].map(({ from, to }) => to - from));
  const findings = found(sides, past, { options, seconds });
  const comparisons = findings.map((finding) => decide(finding, options));
  const apart = differences.filter(({ matters }) => matters);
  const sentence = sentenceOf(comparisons, notCompared);
  return {
    verdict: apart.length > 0 ? 'inconclusive' : overall(comparisons, notCompared),
    sentence:
      apart.length === 0
        ? sentence
        : `cannot be compared: ${apart.map(differenceWords).join(', ')}; ${sentence}`,
    comparisons: worstFirst(comparisons),
    notCompared,
    differences,
  };
}

function differenceWords({ what, base, new: new_ }: Difference): string {
  return `${what} ${base} against ${new_}`;
}

/** Every way in which a run differs from the first of the base, once. */
function allDifferences(base: readonly RunBlocks[], new_: readonly RunBlocks[]): Difference[] {
  const [first, ...others] = [...base, ...new_];
  if (first === undefined) return [];
  const mix = mixDifference(countsOf(base), countsOf(new_));
  const all = others.flatMap((run) => differencesOf(first.identity, run.identity));
  const distinct = new Map(all.map((one) => [`${one.what} ${one.new}`, one]));
  return [...distinct.values(), ...(mix === undefined ? [] : [mix])];
}

function countsOf(runs: readonly RunBlocks[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { requests } of runs)
    for (const [name, lines] of requests)
      counts.set(name, (counts.get(name) ?? 0) + sum(lines.map(({ n }) => n)));
  return counts;
}

/** The runs of a history that tell how much runs like these differ, by time. */
function pastOf(
  history: readonly RunSummary[],
  like: RunBlocks,
  compared: readonly RunBlocks[],
): RunSummary[] {
  const ids = new Set(compared.map(({ id }) => id));
  return history
    .filter(({ id, identity }) => !ids.has(id) && isLike(like, identity))
    .toSorted((a, b) => a.startedAt - b.startedAt);
}

function isLike({ identity }: RunBlocks, other: RunSummary['identity']): boolean {
  return differencesOf(identity, other).every(({ matters }) => !matters);
}

function sidesOf(
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
      (percentile) => fewest * Math.min(percentile, 1 - percentile) >= requestsBeyond * (1 - 1e-12),
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

interface Surroundings {
  readonly options: GateOptions;
  /** Of the shortest run. */
  readonly seconds: number;
}

/** The variance of a difference of two sides' means, and what makes it. */
interface DifferenceVariance extends KnownVariance {
  /** Of one run among runs of its system. */
  readonly betweenRuns: number;
  /** Of the difference, by what happened within the runs. */
  readonly within: number;
}

/** Tests all sides, and then decides together. */
function found(
  sides: readonly Sides[],
  past: readonly RunSummary[],
  around: Surroundings,
): Finding[] {
  const tested = sides.map((side) => {
    const [base, new_] = [side.base, side.new].map((runs) => mean(runs.map(({ log }) => log)));
    const difference = (new_ ?? 0) - (base ?? 0);
    const known = varianceOf(side, past);
    const p =
      known === undefined ? undefined : tTwoSided(difference / Math.sqrt(known.variance), known.df);
    return { side, difference, base: base ?? 0, known, p };
  });
  const adjusted = holm(tested.map(({ p }) => p ?? 1));
  return tested.map(({ side, difference, base, known, p }, index) => ({
    name: side.name,
    percentile: side.percentile,
    baseLog: base,
    newLog: base + difference,
    interval: known === undefined ? undefined : intervalOf(difference, known, around.options),
    n: Math.min(side.base.length, side.new.length),
    unit: 'runs',
    p,
    change:
      // Two-sided p-values at twice the level are one-sided ones in either direction.
      (adjusted[index] ?? 1) > 2 * around.options.falseAlarms
        ? 'none found'
        : difference > 0
          ? 'slower'
          : 'faster',
    more: () => moreOf(side, known, { ...around, hypotheses: sides.length }),
  }));
}

function varianceOf(side: Sides, past: readonly RunSummary[]): DifferenceVariance | undefined {
  const logs = past.flatMap((summary) => {
    const ms = millisecondsOf(summary, side.name, side.percentile);
    return ms === undefined ? [] : [Math.log(Math.max(1, ms * 1000))];
  });
  const groups = [side.base, side.new].map((runs) => runs.map(({ log }) => log));
  const known = together([withinGroups(groups), fromHistory(logs)]);
  if (known === undefined) return undefined;
  const between = known.variance * (1 / side.base.length + 1 / side.new.length);
  const within = sum(
    [side.base, side.new].map((runs) => sum(runs.map((run) => run.within)) / runs.length ** 2),
  );
  return { variance: Math.max(between, within), df: known.df, betweenRuns: known.variance, within };
}

function intervalOf(
  difference: number,
  { variance, df }: KnownVariance,
  { confidence }: GateOptions,
): readonly [number, number] {
  const reach = tCritical(1 - confidence, df) * Math.sqrt(variance);
  return [difference - reach, difference + reach];
}

/** Runs that a history needs before it tells anything worth the name. */
const firstRuns = 3;

function moreOf(
  side: Sides,
  known: DifferenceVariance | undefined,
  { options, seconds, hypotheses }: Surroundings & { readonly hypotheses: number },
): HowMuchMore {
  const have = Math.min(side.base.length, side.new.length);
  if (known === undefined) return { unit: 'runs', count: firstRuns };
  const detection = {
    effect: Math.log1p(options.effect),
    alpha: (2 * options.falseAlarms) / hypotheses,
    power: options.power,
  };
  const runs = (variance: number): number =>
    groupSizeNeeded({ ...detection, sd: Math.sqrt(variance) }, known.df);
  // Longer runs help where the seconds of a run say less than the runs do.
  if (runs(known.betweenRuns) <= have && known.within > 0) {
    const target = (known.betweenRuns * 2) / have;
    const longer = Math.ceil(seconds * (known.variance / target - 1));
    if (longer > 0) return { unit: 'seconds', count: longer };
  }
  return { unit: 'runs', count: Math.max(1, runs(known.betweenRuns) - have) };
}
