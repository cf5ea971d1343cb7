import type { ObjectiveKind } from './schema.ts';

/** Percentiles of the durations of answered requests. */
export const percentiles = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;
export type Percentile = keyof typeof percentiles;

/**
 * `ms`: milliseconds; `fraction`: of 1; `per-hour`: a fraction of the level an hour; `ratio`: of the mean; `score`: a
 * number without a unit.
 */
export type Unit =
  | 'ms'
  | 's'
  | 'fraction'
  | 'per-second'
  | 'per-hour'
  | 'count'
  | 'ratio'
  | 'score';

interface IndicatorShape {
  /** As in `error rate of offers`. */
  readonly words: string;
  readonly unit: Unit;
  /** Whether it must reach its limit, instead of staying below. */
  readonly isFloor?: true;
}

/** What objectives limit. */
export const indicators = {
  p50: { words: 'p50', unit: 'ms' },
  p95: { words: 'p95', unit: 'ms' },
  p99: { words: 'p99', unit: 'ms' },
  errorRate: { words: 'error rate', unit: 'fraction' },
  throughput: { words: 'throughput', unit: 'per-second', isFloor: true },
  /** The scope says which: `503 of offers`. */
  outcome: { words: 'share of', unit: 'fraction' },
  refused: { words: 'refused share', unit: 'fraction' },
  indeterminate: { words: 'share without a definite answer', unit: 'fraction' },
  cpu: { words: 'CPU', unit: 'fraction' },
  memory: { words: 'memory', unit: 'fraction' },
  peakToAverage: { words: 'peak to average', unit: 'ratio' },
  replicaLag: { words: 'replica lag', unit: 's' },
  connections: { words: 'connections', unit: 'count' },
  share: { words: 'share of queries', unit: 'fraction' },
  violations: { words: 'violations', unit: 'count' },
  machineCpu: { words: 'machine CPU', unit: 'fraction' },
  generatorCpu: { words: 'generator CPU', unit: 'fraction' },
  schedulingLag: { words: 'scheduling lag', unit: 'ms' },
  openFiles: { words: 'open files in use', unit: 'fraction' },
  localPorts: { words: 'local ports in use', unit: 'fraction' },
  ttfb: { words: 'TTFB (p75)', unit: 'ms' },
  fcp: { words: 'FCP (p75)', unit: 'ms' },
  lcp: { words: 'LCP (p75)', unit: 'ms' },
  cls: { words: 'CLS (p75)', unit: 'score' },
  inp: { words: 'INP (p75)', unit: 'ms' },
  memoryDrift: { words: 'growth of the memory', unit: 'per-hour' },
  connectionsDrift: { words: 'growth of the connections', unit: 'per-hour' },
  p95Drift: { words: 'growth of p95', unit: 'per-hour' },
} as const satisfies Record<string, IndicatorShape>;
export type Indicator = keyof typeof indicators;
export const indicatorNames = Object.keys(indicators).filter(
  (name): name is Indicator => name in indicators,
);

/** Whether a limit is on response times, which a slow generator's machine makes longer. */
export function isLatency(indicator: Indicator): indicator is Percentile {
  return indicator in percentiles;
}

/** Where an objective comes from: given by the user, or ours where none were given. */
export const origins = ['given', 'default'] as const;

/** How one limit of one objective fared for one thing it is for (or for several together) in one judged phase. */
export interface ObjectiveResult {
  /** E.g. `reads: p95 of offers`; with several judged phases `reads: p95 of offers in step 2`. */
  readonly name: string;
  /** Name of the objective in the file. */
  readonly objective: string;
  readonly origin: (typeof origins)[number];
  readonly kind: ObjectiveKind;
  /** Name of the judged phase; null where there is only one. */
  readonly phase: string | null;
  /** What it is for in words: `offers`, `book and book-again together`, `all requests`, `reader-1`. */
  readonly scope: string;
  /** Whose requests alone it is for; null for all. */
  readonly tenant: string | null;
  /** Names of the requests, or of the tenants, tasks, readers or invariants. */
  readonly requests: readonly string[];
  readonly indicator: Indicator;
  /** For people, with units. */
  readonly expected: string;
  readonly observed: string;
  /** null: too little to say. */
  readonly met: boolean | null;
  /** In the unit of the indicator. The value is that of the whole phase, or the one that decides among its seconds. */
  readonly limit: number;
  readonly value: number | null;
  readonly samples: number;
  /** Fewest samples to judge by. */
  readonly fewest: number;
  /** What the samples are, in the singular: `answer`. */
  readonly counted: string;
  readonly windows: WindowsResult;
}

export interface WindowsResult {
  /** Length of a window. */
  readonly seconds: number;
  readonly judged: number;
  readonly met: number;
  /** Fraction of the windows that must be met. */
  readonly needed: number;
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
