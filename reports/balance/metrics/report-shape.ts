import type { Outcome } from '../../../core/outcome.ts';
import type { ChanceLevel } from '../../../core/statistics/balance/chance.ts';
import type { Requests } from '../load/metered.ts';

/** Everything that minimum, average and maximum tell of a service; percentages are fractions. */
export interface MetricsReport {
  readonly cluster: string;
  readonly service: string;
  readonly outcome: Outcome;
  readonly sentences: readonly string[];
  /** ISO 8601, beginning of the first and end of the last minute. */
  readonly from: string;
  readonly to: string;
  /** Minutes that the figures are of. */
  readonly minutes: number;
  /** Undefined where no minute tells of two tasks. */
  readonly balance: MetricsBalance | undefined;
  /** The most that chance gives; undefined where requests were not counted. */
  readonly chance: (ChanceLevel & Requests) | undefined;
  readonly safeTarget: number | undefined;
  readonly ceiling: number;
  readonly defects: Readonly<Record<string, number>>;
}

export interface MetricsBalance {
  /** Means over minutes. */
  readonly peakToAverage: number;
  readonly wastedFraction: number;
  readonly peakToAverageP95: number;
  /** Mean of the quarter of an hour with the greatest: no task can have been farther from the mean all that time. */
  readonly blockPeakAtMost: number;
  /** Mean CPU of all tasks, of the busiest, and the most that the busiest had. */
  readonly utilization: number;
  readonly busiest: number;
  readonly most: number;
}
