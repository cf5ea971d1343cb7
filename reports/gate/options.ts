/** How strict a comparison is. */
export interface GateOptions {
  /** Percentiles that are compared, as fractions. */
  readonly percentiles: readonly number[];
  /**
   * The chance that anything at all is called slower although nothing is, over all names and percentiles together (Holm).
   * The same holds for what is called faster.
   */
  readonly falseAlarms: number;
  /** Smaller changes never fail, however sure: 0.05 for 5 %. */
  readonly minimumEffect: number;
  /** A change that a pass rules out: 0.1 for 10 %. */
  readonly effect: number;
  /** How surely a pass rules it out, and the confidence of the intervals shown. */
  readonly confidence: number;
  /** How surely `effect` is to be found; says how much more is needed. */
  readonly power: number;
  /** A block's percentile is used where at least so many requests are slower than it; a run's, five times as many. */
  readonly requestsBeyond: number;
}

/** At these, equal systems fail in under 1 % of comparisons; see the README for the sizes at which 10 % are found. */
export const defaultGateOptions: GateOptions = {
  percentiles: [0.5, 0.95],
  falseAlarms: 0.01,
  minimumEffect: 0.05,
  effect: 0.1,
  confidence: 0.95,
  power: 0.95,
  requestsBeyond: 2,
};
