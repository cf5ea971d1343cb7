import {
  type ChangePointOptions,
  changePoints,
  defaultChangePointOptions,
} from '../../core/statistics/change-points/change-points.ts';
import { type RunSummary, millisecondsOf } from './run-summary.ts';

/** A percentile of one request name over the runs of a history. */
export interface Trend {
  readonly name: string;
  readonly percentile: number;
  /** By time; runs without the name are left out. */
  readonly points: readonly TrendPoint[];
  readonly changes: readonly TrendChange[];
}

export interface TrendPoint {
  readonly id: string;
  readonly startedAt: number;
  readonly revision?: string | undefined;
  readonly ms: number;
}

/** Where the level changed: after the revision of `lastBefore`, up to and with that of `firstAfter`. */
export interface TrendChange {
  readonly lastBefore: TrendPoint;
  readonly firstAfter: TrendPoint;
  /** Mean milliseconds of the runs since the change before it, and up to the one after it. */
  readonly beforeMs: number;
  readonly afterMs: number;
  /** `afterMs / beforeMs`. */
  readonly ratio: number;
  readonly p: number;
}

/**
 * Changes are told from 5 % on: smaller ones that are significant are many, and the test takes runs that drift together
 * for changes.
 */
export const defaultTrendOptions: ChangePointOptions = {
  ...defaultChangePointOptions,
  minMagnitude: 0.05,
};

/**
 * Every percentile of every request name over a history of runs of one scenario on one machine, with its change points;
 * those that changed last come first. A history in any order, with gaps and with names that come and go.
 * @param summaries runs that can be compared with each other
 */
export function trendOf(
  summaries: readonly RunSummary[],
  options: ChangePointOptions = defaultTrendOptions,
): Trend[] {
  const runs = summaries.toSorted((a, b) => a.startedAt - b.startedAt);
  const trends = seriesIn(runs).map(({ name, percentile }) => {
    const points = runs.flatMap((run) => pointOf(run, name, percentile));
    const values = points.map(({ ms }) => ms);
    const changes = changePoints(values, options).flatMap((change) => {
      const [lastBefore, firstAfter] = [points[change.index - 1], points[change.index]];
      if (lastBefore === undefined || firstAfter === undefined) return [];
      const { meanBefore: beforeMs, meanAfter: afterMs, p } = change;
      return [{ lastBefore, firstAfter, beforeMs, afterMs, ratio: afterMs / beforeMs, p }];
    });
    return { name, percentile, points, changes };
  });
  return trends.toSorted((a, b) => lastChange(b) - lastChange(a));
}

function seriesIn(runs: readonly RunSummary[]): { name: string; percentile: number }[] {
  const known = new Map<string, { name: string; percentile: number }>();
  for (const { requests } of runs)
    for (const { name, percentiles } of requests)
      for (const { percentile } of percentiles)
        known.set(JSON.stringify([name, percentile]), { name, percentile });
  return [...known.values()].toSorted(
    (a, b) => a.name.localeCompare(b.name, 'en') || a.percentile - b.percentile,
  );
}

function pointOf(run: RunSummary, name: string, percentile: number): TrendPoint[] {
  const ms = millisecondsOf(run, name, percentile);
  if (ms === undefined) return [];
  return [{ id: run.id, startedAt: run.startedAt, revision: run.revision, ms }];
}

function lastChange({ changes }: Trend): number {
  return changes.at(-1)?.firstAfter.startedAt ?? -Infinity;
}
