/** Limits of AWS for filter patterns, with where they are stated. */
export const limits = {
  /** UTF-16 units in a pattern (PutMetricFilter, TestMetricFilter). */
  patternLength: 1024,
  /** Regular expressions in a JSON or space-delimited pattern (regex-expressions). */
  regexesPerPattern: 2,
  /** Filter patterns with a regular expression per log group, metric and subscription filters together. */
  regexPatternsPerLogGroup: 5,
  /** `[*]` and `.*` in one property selector (matching-terms-json-log-events). */
  wildcardsPerSelector: 1,
  /** `[*]` and `.*` in one pattern (matching-terms-json-log-events). */
  wildcardsPerPattern: 3,
} as const;

/** Bounds that are ours: they keep a search's time per character small. AWS states none. */
export const ownLimits = {
  /** Largest count in `{m,n}`. */
  regexRepetitions: 1000,
  /** Characters in a regular expression once all its counts are written out. */
  regexPositions: 2000,
} as const;
