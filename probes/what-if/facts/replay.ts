import { seededRandom } from '../../../core/seeded-random.ts';
import { interpolatedQuantile } from '../../../core/statistics/sample.ts';
import { policies } from '../policies/index.ts';
import type { Policy } from '../policies/policy.ts';
import type { Options } from '../samples/settings.ts';
import { type Indices, indicesOf } from './indices.ts';
import type { Trace } from '../trace/trace.ts';

/** The middle of what many replays gave, and where nine in ten of them lie. */
export interface Spread {
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

/** What a policy gives. */
export interface Outcome {
  readonly policy: Policy;
  readonly replays: number;
  /** Share of each reader of the sessions. */
  readonly sessions: readonly Spread[];
  readonly peakToAverage: Spread;
  readonly gini: Spread;
  readonly workPeakToAverage: Spread;
  readonly momentary: Spread;
  readonly opened: Spread;
}

const mostReplays = 200;
const leastReplays = 20;
/** Connections placed per policy, all replays together: what takes a second or so. */
const enoughPlaced = 400_000;

/** The trace under every policy; the same seed gives the same. */
export function replayAll(trace: Trace, options: Options): Outcome[] {
  const fitting = Math.floor(enoughPlaced / Math.max(1, trace.sessions.length));
  const replays = Math.min(mostReplays, Math.max(leastReplays, fitting));
  return policies.map((policy, nth) => {
    const random = seededRandom(options.seed * policies.length + nth);
    const all = Array.from({ length: policy.draws ? replays : 1 }, () =>
      indicesOf(trace, policy.place(trace, options, random)),
    );
    const spread = (of: (indices: Indices) => number): Spread => spreadOf(all.map(of));
    return {
      policy,
      replays: all.length,
      sessions: trace.readers.map((_, reader) => spread((one) => one.sessions[reader] ?? 0)),
      peakToAverage: spread((one) => one.peakToAverage),
      gini: spread((one) => one.gini),
      workPeakToAverage: spread((one) => one.workPeakToAverage),
      momentary: spread((one) => one.momentary),
      opened: spread((one) => one.opened),
    };
  });
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (q: number): number => interpolatedQuantile(sorted, q);
  return { middle: at(0.5), low: at(0.05), high: at(0.95) };
}
