import type { Outcome } from '../../core/outcome.ts';
import { quantile } from '../../core/statistics/histogram.ts';
import { sum } from '../../core/statistics/sample.ts';
import type { RunIdentity } from './comparability.ts';
import { type RunBlocks, pooled, secondsOf } from './run-blocks.ts';

/** One run in a history: small enough to be committed or cached. */
export interface RunSummary extends JudgedAs {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly identity: RunIdentity;
  /** Judged seconds. */
  readonly seconds: number;
  /** Answered requests per judged second. */
  readonly requestsPerSecond: number;
  readonly requests: readonly RequestSummary[];
}

/** What a run is known as, beyond its durations. */
export interface JudgedAs {
  readonly outcome: Outcome;
  /** Requests that failed while judged. */
  readonly failed: number;
  /** Of what was tested. */
  readonly revision?: string | undefined;
}

/** Requests of one name over a whole run. */
export interface RequestSummary {
  readonly name: string;
  /** How many were answered. */
  readonly n: number;
  readonly percentiles: readonly { readonly percentile: number; readonly ms: number }[];
}

/** What a history keeps of every run, so that other percentiles than the usual ones can be asked for later. */
export const keptPercentiles: readonly number[] = [0.5, 0.75, 0.9, 0.95, 0.99];

/** What a history keeps of a run. */
export function summaryOf(
  run: RunBlocks,
  judged: JudgedAs,
  percentiles: readonly number[] = keptPercentiles,
): RunSummary {
  const seconds = secondsOf(run);
  const requests = [...run.requests].map(([name, lines]) => {
    const all = pooled(lines);
    const msAt = (percentile: number): number => (quantile(all, percentile) ?? 0) / 1000;
    const figures = percentiles.map((percentile) => ({ percentile, ms: msAt(percentile) }));
    return { name, n: all.n, percentiles: figures };
  });
  const answered = sum(requests.map(({ n }) => n));
  return {
    id: run.id,
    startedAt: run.startedAt,
    identity: run.identity,
    ...judged,
    seconds,
    requestsPerSecond: seconds === 0 ? 0 : answered / seconds,
    requests,
  };
}

/** A percentile of a name in a run, in milliseconds; undefined where the run has none. */
export function millisecondsOf(
  { requests }: RunSummary,
  name: string,
  percentile: number,
): number | undefined {
  return requests
    .find((request) => request.name === name)
    ?.percentiles.find((one) => one.percentile === percentile)?.ms;
}
