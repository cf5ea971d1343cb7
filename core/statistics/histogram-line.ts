/**
 * How a request ended. `refused`: an expected "no", such as 409 "already taken", which is no error. `shed`: turned away
 * with 429 or 5xx where the script expects that: no error to it, but no answer either.
 */
export const requestOutcomes = ['ok', 'refused', 'shed', 'failed'] as const;
export type RequestOutcome = (typeof requestOutcomes)[number];

const outcomes: ReadonlySet<unknown> = new Set<RequestOutcome>(requestOutcomes);

/** What a script does before and after its load: its requests are no visitor's. */
export const outsides = ['setup', 'teardown', 'setup or teardown'] as const;
export type Outside = (typeof outsides)[number];
const places: ReadonlySet<unknown> = new Set<Outside>(outsides);

/** One second of one trend. Durations are whole microseconds, so that sums merge exactly. */
export interface TrendLine {
  /** Second since 1970 in which what was measured ended. */
  readonly t: number;
  readonly name: string;
  /** How many were counted. */
  readonly n: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** Pairs of bucket index and count, see histogram.ts. */
  readonly b: readonly (readonly [index: number, count: number])[];
}

/** One second of one trend of the run folder, as a whole or of a part of the load. */
export interface PartialTrendLine extends TrendLine {
  /** The part: a scenario, or a group of the script. */
  readonly of?: string;
}

/** One second of one request name, outcome and tenant. */
export interface HistogramLine extends TrendLine {
  readonly outcome: RequestOutcome;
  /** Absent for requests of the load itself. */
  readonly outside?: Outside;
  /** Whose site it went to, where the script tells. */
  readonly tenant?: string;
}

/**
 * Checks one line of a trend.
 * @throws TypeError that says what is wrong
 */
export function parseTrendLine(value: unknown): PartialTrendLine {
  if (!isTrendLine(value) || ('of' in value && typeof value.of !== 'string'))
    throw new TypeError('not a trend line {t, name, n, sum, min, max, b}');
  return value;
}

/**
 * Checks one histogram line. Written by hand, since a run has a hundred thousand of them with millions of buckets.
 * @throws TypeError that says what is wrong
 */
export function parseHistogramLine(value: unknown): HistogramLine {
  if (!isHistogramLine(value))
    throw new TypeError('not a histogram line {t, name, outcome, n, sum, min, max, b}');
  return value;
}

function isHistogramLine(value: unknown): value is HistogramLine {
  if (!isTrendLine(value)) return false;
  const line: Partial<Record<keyof HistogramLine, unknown>> = value;
  return (
    outcomes.has(line.outcome) &&
    (line.outside === undefined || places.has(line.outside)) &&
    (line.tenant === undefined || typeof line.tenant === 'string')
  );
}

function isTrendLine(value: unknown): value is TrendLine {
  if (typeof value !== 'object' || value === null) return false;
  const line: Partial<Record<keyof TrendLine, unknown>> = value;
  return (
    typeof line.name === 'string' &&
    isCount(line.t) &&
    isCount(line.n) &&
    isCount(line.sum) &&
    isCount(line.min) &&
    isCount(line.max) &&
    Array.isArray(line.b) &&
    line.b.every(isBucket)
  );
}

function isBucket(pair: unknown): boolean {
  return (
    Array.isArray(pair) &&
    pair.length === 2 &&
    Number.isInteger(pair[0]) &&
    pair[0] >= -1 &&
    isCount(pair[1])
  );
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
