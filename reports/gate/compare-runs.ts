import { tCritical, tTwoSided } from '../../core/statistics/distributions/students-t.ts';
import { mean, sum } from '../../core/statistics/sample.ts';
import { holm } from '../../core/statistics/significance/multiple-comparisons.ts';
import {
  type Difference,
  differencesOf,
  lengthDifference,
  mixDifference,
} from './comparability.ts';
import type { GateResult } from './comparison.ts';
import { type Finding, decide, overall, worstFirst } from './decide.ts';
import { type MoreOptions, moreOf, varianceOf } from './difference-variance.ts';
import { type GateOptions, defaultGateOptions } from './options.ts';
import { pastOf } from './past.ts';
import { type RunBlocks, secondsOf } from './run-blocks.ts';
import { type Sides, sidesOf } from './run-sides.ts';
import type { RunSummary } from './run-summary.ts';
import type { KnownVariance } from './run-to-run.ts';
import { sentenceOf } from './sentence.ts';

/** A comparison of runs, and in which ways the runs were not the same. */
export interface RunsResult extends GateResult {
  readonly differences: readonly Difference[];
  /** What the history was good for, and what was left out, one line each. */
  readonly notes: readonly string[];
}

/**
 * Compares runs, or sets of runs, that were not interleaved. Two runs of one system differ by more than what happens
 * within them, and nothing in two lone runs tells by how much: that is learnt from sets of runs and from the history of
 * the same scenario on the same machine. While there is neither, everything is inconclusive.
 *
 * The variance of the difference is the larger of what runs are known to differ by and of what the runs' own seconds say
 * (stationary bootstrap), with the degrees of freedom of the former; a t test, and Holm's method over all names and
 * percentiles.
 * @param history runs of the past in any order; those that are compared or invalid, and those of another scenario,
 * engine, machine, target or number of visitors, are left out
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
  if (base.length === 0 || new_.length === 0)
    throw new RangeError('A comparison takes one run or more on each side.');
  const differences = allDifferences(base, new_);
  const apart = differences.filter(({ matters }) => matters);
  // Figures of what is not alike, and how much more of it would settle them, mean nothing.
  if (apart.length > 0)
    return {
      verdict: 'inconclusive',
      sentence: `cannot be compared: ${apart.map(differenceWords).join(', ')}`,
      comparisons: [],
      notCompared: [],
      differences,
      notes: [],
    };
  const past = pastOf(history, [...base, ...new_]);
  const { sides, notCompared } = sidesOf(base, new_, options);
  const seconds = Math.min(...[...base, ...new_].map(secondsOf));
  const findings = found(sides, past.runs, { options, seconds });
  const comparisons = findings.map((finding) => decide(finding, options));
  return {
    verdict: overall(comparisons, notCompared),
    sentence: sentenceOf(comparisons, notCompared),
    comparisons: worstFirst(comparisons),
    notCompared,
    differences,
    notes: past.notes,
  };
}

export function differenceWords({ what, base, new: new_ }: Difference): string {
  return `${what} ${base} against ${new_}`;
}

/** Every way in which a run differs from the first of the base, once; of what only explains, the first is enough. */
function allDifferences(base: readonly RunBlocks[], new_: readonly RunBlocks[]): Difference[] {
  const [first, ...others] = [...base, ...new_];
  if (first === undefined) return [];
  const mix = mixDifference(countsOf(base), countsOf(new_));
  const all = others
    .flatMap((run) => [
      ...differencesOf(first.identity, run.identity),
      lengthDifference(secondsOf(first), secondsOf(run)),
    ])
    .filter((one) => one !== undefined);
  const distinct = new Map<string, Difference>();
  for (const one of all) {
    const key = one.matters ? `${one.what} ${one.new}` : one.what;
    if (!distinct.has(key)) distinct.set(key, one);
  }
  return [...distinct.values(), ...(mix === undefined ? [] : [mix])];
}

function countsOf(runs: readonly RunBlocks[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { requests } of runs)
    for (const [name, lines] of requests)
      counts.set(name, (counts.get(name) ?? 0) + sum(lines.map(({ n }) => n)));
  return counts;
}

/** Tests all sides, and then decides together. */
function found(
  sides: readonly Sides[],
  past: readonly RunSummary[],
  around: Omit<MoreOptions, 'hypotheses'>,
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

function intervalOf(
  difference: number,
  { variance, df }: KnownVariance,
  { confidence }: GateOptions,
): readonly [number, number] {
  const reach = tCritical(1 - confidence, df) * Math.sqrt(variance);
  return [difference - reach, difference + reach];
}
