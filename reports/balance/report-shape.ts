import type { Outcome } from '../../core/outcome.ts';
import type { ChanceLevel } from '../../core/statistics/balance/chance.ts';
import type { Cause } from './causes/cause.ts';
import type { BalanceOverTime, HotUnit } from './over-time.ts';

/** What chance alone gives, and what was taken for it. */
export interface Chance extends ChanceLevel {
  readonly policy: 'random' | 'round robin';
  readonly requests: number;
  readonly costCv: number;
}

/** Everything that is said of a service; the shape of `--json`. */
export interface ServiceReport {
  readonly cluster: string;
  readonly service: string;
  readonly outcome: Outcome;
  /** The answer in plain sentences, the one that matters first. */
  readonly sentences: readonly string[];
  /** ISO 8601, beginning of the first and end of the last step. */
  readonly from: string;
  readonly to: string;
  readonly stepSeconds: number;
  readonly tasksSeen: number;
  readonly balance: BalanceOverTime | undefined;
  /** Peak to average of a quarter of an hour, in which chance is small. */
  readonly blockPeakToAverage: number;
  readonly chance: Chance | undefined;
  readonly causes: readonly (Cause & { readonly name: string; readonly advice: string })[];
  readonly hotTasks: readonly HotUnit[];
  /** What the sources do not allow to say. */
  readonly cannotTell: readonly string[];
  /** Dollars a month: of all tasks, and of what their imbalance above chance makes necessary. */
  readonly money:
    | {
        readonly monthly: number;
        readonly wasted: number;
        readonly region: string;
        readonly pricesAsOf: string;
      }
    | undefined;
  /** The largest mean CPU, as a fraction, that keeps the hottest task below the ceiling. */
  readonly safeTarget: number | undefined;
  readonly ceiling: number;
  readonly defects: Readonly<Record<string, number>>;
  readonly unjoinedRequests: number;
}
