/** What an objective limits: a percentile of durations in milliseconds, or the fraction of failed requests. */
export const percentiles = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;
export type Percentile = keyof typeof percentiles;
export type Indicator = Percentile | 'errorRate';

/** How one limit of one objective fared for one request name (or for several together). */
export interface ObjectiveResult {
  /** E.g. `reads: p95 of offers`. */
  readonly name: string;
  /** Name of the objective in the file. */
  readonly objective: string;
  readonly requests: readonly string[];
  readonly indicator: Indicator;
  /** For people, with units. */
  readonly expected: string;
  readonly observed: string;
  /** null: too few requests to say. */
  readonly met: boolean | null;
  /** Milliseconds, or a fraction; the value over the whole hold. */
  readonly limit: number;
  readonly value: number | null;
  readonly samples: number;
  readonly windows: WindowsResult;
}

export interface WindowsResult {
  readonly judged: number;
  readonly met: number;
  /** Start in seconds into the hold. */
  readonly worst: { readonly from: number; readonly value: number } | null;
}
