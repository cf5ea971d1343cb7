/** What AWS documents about metrics of one namespace that behave alike. */
export interface MetricFacts {
  readonly namespace: string;
  /** Names; a `*` at the end stands for any ending. */
  readonly metrics: readonly string[];
  /** When it is not published: the rest of the sentence "It is not published ...". */
  readonly sparse?: string;
  /** How to treat missing data, when that is neither `notBreaching` nor, below a threshold, `breaching`. */
  readonly treatMissingData?: 'ignore';
  /** Statistics that mean something. */
  readonly statistics?: {
    readonly valid: readonly StatisticPattern[];
    /** Why not another: a sentence. */
    readonly because: string;
  };
  readonly unit?: string;
  /** Least and greatest value of one observation, and so of every statistic but Sum and SampleCount. */
  readonly range?: readonly [number, number];
  /** When a value beyond the range is possible after all: the rest of the sentence "More is possible ...". */
  readonly beyond?: string;
  /** On which side trouble is. */
  readonly trouble?: 'high' | 'low';
  /** The sets of dimensions that it is published with. */
  readonly dimensions?: readonly (readonly string[])[];
  readonly source: string;
}

/** A statistic by name, or any percentile. */
export type StatisticPattern =
  | 'Average'
  | 'Sum'
  | 'Minimum'
  | 'Maximum'
  | 'SampleCount'
  | 'percentile';
