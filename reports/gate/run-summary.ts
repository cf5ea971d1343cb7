import type { RunIdentity } from './comparability.ts';
import { quantile } from '../../core/statistics/histogram.ts';
import { type RunBlocks, pooled } from './run-blocks.ts';

/** One run in a history: small enough to be committed or cached. */
export interface RunSummary {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly revision?: string;
  readonly identity: RunIdentity;
  readonly requests: readonly RequestSummary[];
}

/** Requests of one name over a whole run. */
export interface RequestSummary {
  readonly name: string;
  /** How many were answered. */
  readonly n: number;
  readonly percentiles: readonly { readonly percentile: number; readonly ms: number }[];
}

/** What a history keeps of a run. */
export function summaryOf(
  { id, startedAt, identity, requests }: RunBlocks,
  percentiles: readonly number[],
  revision?: string,
): RunSummary {
  return {
    id,
    startedAt,
    ...(revision === undefined ? {} : { revision }),
    identity,
    requests: [...requests].map(([name, lines]) => {
      const all = pooled(lines);
      return {
        name,
        n: all.n,
        percentiles: percentiles.map((percentile) => ({
          percentile,
          ms: (quantile(all, percentile) ?? 0) / 1000,
        })),
      };
    }),
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
