import type { Outcome } from '../../core/outcome.ts';

/** What a comparison can say: nobody's generator is judged here. */
export type GateVerdict = Exclude<Outcome, 'invalid'>;

/** What more would most likely settle an `inconclusive`. */
export interface HowMuchMore {
  /** Pairs of blocks, runs of each side, or seconds of each run. */
  readonly unit: 'pairs' | 'runs' | 'seconds';
  /** How many more; Infinity where no number helps. */
  readonly count: number;
}

/** One percentile of the durations of one request name, new against base. */
export interface Comparison {
  readonly name: string;
  /** As a fraction: 0.95. */
  readonly percentile: number;
  /** Geometric means, in milliseconds, of the percentiles of the blocks or runs. */
  readonly baseMs: number;
  readonly newMs: number;
  /** `newMs / baseMs`: above 1 is slower. */
  readonly ratio: number;
  /** Where the true ratio lies; undefined while nothing tells how much equal runs differ. */
  readonly interval: readonly [number, number] | undefined;
  /** How many pairs of blocks were compared, or runs of the side that has fewer. */
  readonly n: number;
  readonly unit: 'pairs' | 'runs';
  /** Two-sided, of this comparison alone; undefined while nothing tells how much equal runs differ. */
  readonly p: number | undefined;
  /** Whether it changed, all names and percentiles considered. */
  readonly change: 'slower' | 'faster' | 'none found';
  readonly verdict: GateVerdict;
  /** Present when inconclusive. */
  readonly howMuchMore?: HowMuchMore;
}

/** A request name and percentile that was not compared. */
export interface NotCompared {
  readonly name: string;
  readonly percentile: number;
  /** `rare`: too few requests for the percentile; else the side that has none of the name, or too few blocks or runs. */
  readonly reason: 'rare' | 'not in base' | 'not in new';
}

/** All comparisons of two systems. */
export interface GateResult {
  /**
   * `fail` when one fails; else `inconclusive` when one is, when a name is on one side only, when nothing was compared
   * or when the sides cannot be compared; else `pass`.
   */
  readonly verdict: GateVerdict;
  /** The answer, in one sentence. */
  readonly sentence: string;
  /** The worst first. */
  readonly comparisons: readonly Comparison[];
  readonly notCompared: readonly NotCompared[];
}
