import { sum } from '../../core/statistics/sample.ts';
import { groupSizeNeeded } from '../../core/statistics/significance/pairs-needed.ts';
import type { HowMuchMore } from './comparison.ts';
import type { GateOptions } from './options.ts';
import type { Sides } from './run-sides.ts';
import { type RunSummary, millisecondsOf } from './run-summary.ts';
import { type KnownVariance, fromHistory, together, withinGroups } from './run-to-run.ts';

/** The variance of a difference of two sides' means, and what makes it. */
export interface DifferenceVariance extends KnownVariance {
  /** Of one run among runs of its system. */
  readonly betweenRuns: number;
  /** Of the difference, by what happened within the runs. */
  readonly within: number;
}

/** Undefined while nothing tells how much runs of one system differ. */
export function varianceOf(
  side: Sides,
  past: readonly RunSummary[],
): DifferenceVariance | undefined {
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

export interface MoreOptions {
  readonly options: GateOptions;
  /** Of the shortest run. */
  readonly seconds: number;
  /** How many names and percentiles are compared. */
  readonly hypotheses: number;
}

/** Runs that a history needs before it tells anything worth the name. */
const firstRuns = 3;

/** What would find the effect, should it be there, and rule it out, should it not. */
export function moreOf(
  side: Sides,
  known: DifferenceVariance | undefined,
  { options, seconds, hypotheses }: MoreOptions,
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
