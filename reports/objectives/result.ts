/** What an objective limits: a percentile of durations in milliseconds, or the fraction of failed requests. */
export const percentiles = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;
export type Percentile = keyof typeof percentiles;
export type Indicator = Percentile | 'errorRate';

/** Where an objective comes from: given by the user, or ours where none were given. */
export const origins = ['given', 'default'] as const;

/** How one limit of one objective fared for one request name (or for several together) in one judged phase. */
export interface ObjectiveResult {
  /** E.g. `reads: p95 of offers`; with several judged phases `reads: p95 of offers in step 2`. */
  readonly name: string;
  /** Name of the objective in the file. */
  readonly objective: string;
  readonly origin: (typeof origins)[number];
  /** Name of the judged phase; null where there is only one. */
  readonly phase: string | null;
  /** The requests in words: `offers`, `book and book-again together`, `all requests`. */
  readonly scope: string;
  readonly requests: readonly string[];
  readonly indicator: Indicator;
  /** For people, with units. */
  readonly expected: string;
  readonly observed: string;
  /** null: too few requests to say. */
  readonly met: boolean | null;
  /** Milliseconds, or a fraction; the value over the whole phase. */
  readonly limit: number;
  readonly value: number | null;
  readonly samples: number;
  /** Fewest samples to judge by. */
  readonly fewest: number;
  readonly windows: WindowsResult;
}

export interface WindowsResult {
  /** Length of a window. */
  readonly seconds: number;
  readonly judged: number;
  readonly met: number;
  /** Fraction of a window's requests that may fail, or be slower than the limit. */
  readonly allowed: number;
  readonly worst: WorstWindow | null;
}

/** The window that spent most of the error budget; of several, the one with the highest value. */
export interface WorstWindow {
  /** Start in seconds since load began, as in the charts. */
  readonly from: number;
  readonly value: number;
  /** Fraction of its requests that failed, or were slower than the limit. */
  readonly bad: number;
  /** How many times the error budget that is; null when there is none. */
  readonly burnRate: number | null;
}
