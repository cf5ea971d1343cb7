/** How a request ended. `refused`: an expected "no", such as 409 "already taken", which is no error. */
export type RequestOutcome = 'ok' | 'refused' | 'failed';

const outcomes: ReadonlySet<unknown> = new Set<RequestOutcome>(['ok', 'refused', 'failed']);

/** One second of one request name and outcome. Durations are whole microseconds, so that sums merge exactly. */
export interface HistogramLine {
  /** Second since 1970 in which the requests ended. */
  readonly t: number;
  readonly name: string;
  readonly outcome: RequestOutcome;
  /** Requests counted. */
  readonly n: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** Pairs of bucket index and count, see histogram.ts. */
  readonly b: readonly (readonly [index: number, count: number])[];
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
  if (typeof value !== 'object' || value === null) return false;
  const line: Partial<Record<keyof HistogramLine, unknown>> = value;
  return (
    typeof line.name === 'string' &&
    outcomes.has(line.outcome) &&
    [line.t, line.n, line.sum, line.min, line.max].every(isCount) &&
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
