import { type Histogram, addLine, emptyHistogram } from '../statistics/histogram.ts';
import { runFile } from './layout.ts';
import { type ReadOptions, readNdjson } from './ndjson.ts';
import type { HistogramLine, RequestOutcome } from './records.ts';

const outcomes: ReadonlySet<unknown> = new Set<RequestOutcome>(['ok', 'refused', 'failed']);

/** The histogram lines of a run folder, as they were written: seconds may come late, and lines of one key add up. */
export function readHistogramLines(
  folder: string,
  options?: ReadOptions,
): AsyncGenerator<HistogramLine> {
  return readNdjson(runFile(folder, 'histograms'), parseHistogramLine, options);
}

/**
 * Merges lines into one histogram per key, e.g. per request name, or per window of 30 s; lines for which `keyOf` gives
 * `undefined` are left out. Memory depends on the number of keys only.
 */
export async function mergeBy<K extends string | number>(
  lines: Iterable<HistogramLine> | AsyncIterable<HistogramLine>,
  keyOf: (line: HistogramLine) => K | undefined,
): Promise<Map<K, Histogram>> {
  const groups = new Map<K, Histogram>();
  for await (const line of lines) {
    const key = keyOf(line);
    if (key !== undefined) mergeInto(groups, key, line);
  }
  return groups;
}

/** Adds one line to the histogram of `key`: for groupings of several kinds in one pass over the lines. */
export function mergeInto<K>(groups: Map<K, Histogram>, key: K, line: HistogramLine): void {
  let histogram = groups.get(key);
  if (histogram === undefined) {
    histogram = emptyHistogram();
    groups.set(key, histogram);
  }
  addLine(histogram, line);
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
