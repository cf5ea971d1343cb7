import { type Histogram, emptyHistogram, merge } from '../../core/statistics/histogram.ts';
import { mergeInto } from '../../core/statistics/merge-into.ts';
import type {
  HistogramLine,
  Outside,
  RequestOutcome,
} from '../../core/statistics/histogram-line.ts';
import { type Period, always } from './period.ts';

/** Histograms of one row, which are the requests of one name: slot index, then outcome. Slot i begins `i * slotSeconds` after the table's origin. */
export type Slots = Map<number, Map<RequestOutcome, Histogram>>;

/** All requests of a run, merged into slots of equal length that the judged phases have their borders in. */
export interface RequestTable {
  readonly origin: number;
  readonly slotSeconds: number;
  readonly byName: Map<string, Slots>;
  /** Rows of requests that were made outside of the load, by setup and teardown. */
  readonly outside: Set<string>;
  /** What rows are called, by name and place. */
  readonly labels: Map<string, string>;
  /** Last second with a request. */
  lastSecond: number | undefined;
}

/** Outcomes whose duration says how fast the system answers; what failed is judged by the error rate. */
export const answered: readonly RequestOutcome[] = ['ok', 'refused'];
export const everyOutcome: readonly RequestOutcome[] = ['ok', 'refused', 'failed'];

export function emptyTable(origin: number, slotSeconds: number): RequestTable {
  return {
    origin,
    slotSeconds,
    byName: new Map(),
    outside: new Set(),
    labels: new Map(),
    lastSecond: undefined,
  };
}

export function addToTable(table: RequestTable, line: HistogramLine): void {
  const slots = entry(table.byName, labelOf(table, line), () => new Map());
  const outcomes = entry(
    slots,
    Math.floor((line.t - table.origin) / table.slotSeconds),
    () => new Map(),
  );
  mergeInto(outcomes, line.outcome, line);
  if (line.n > 0 && line.t > (table.lastSecond ?? -Infinity)) table.lastSecond = line.t;
}

/** What the row is called that requests of this name and place are in: `login`, `login (setup)`. */
export function labelOf(
  { labels, byName, outside }: RequestTable,
  of: { readonly name: string; readonly outside?: Outside | undefined },
): string {
  return entry(labels, JSON.stringify([of.name, of.outside]), () => {
    let label = of.outside === undefined ? of.name : `${of.name} (${of.outside})`;
    // Somebody may have given that very name to requests of the load.
    while (byName.has(label)) label = `${label}'`;
    byName.set(label, new Map());
    if (of.outside !== undefined) outside.add(label);
    return label;
  });
}

/** Names of requests in the order of the alphabet, those outside of the load included. */
export function requestNames(table: RequestTable): string[] {
  return [...table.byName.keys()].toSorted();
}

/** Names of the requests of the load itself. */
export function loadNames(table: RequestTable): string[] {
  return requestNames(table).filter((name) => !table.outside.has(name));
}

/** Durations, in microseconds, of the given names and outcomes that ended in some periods; slots count by their start. */
export function durations(
  table: RequestTable,
  names: readonly string[],
  outcomes: readonly RequestOutcome[],
  periods: readonly Period[] = always,
): Histogram {
  const merged = emptyHistogram();
  for (const histogram of histograms(table, names, outcomes, periods)) merge(merged, histogram);
  return merged;
}

/** How many requests of the given names and outcomes ended in some periods. */
export function countOf(
  table: RequestTable,
  names: readonly string[],
  outcomes: readonly RequestOutcome[],
  periods: readonly Period[] = always,
): number {
  let count = 0;
  for (const { n } of histograms(table, names, outcomes, periods)) count += n;
  return count;
}

function* histograms(
  table: RequestTable,
  names: readonly string[],
  outcomes: readonly RequestOutcome[],
  periods: readonly Period[],
): Generator<Histogram> {
  for (const period of periods) yield* histogramsOf(table, names, outcomes, period);
}

function* histogramsOf(
  table: RequestTable,
  names: readonly string[],
  outcomes: readonly RequestOutcome[],
  period: Period,
): Generator<Histogram> {
  const first = Math.ceil((period.from - table.origin) / table.slotSeconds);
  const end = Math.ceil((period.to - table.origin) / table.slotSeconds);
  for (const name of names) {
    const slots = table.byName.get(name);
    if (slots === undefined) continue;
    // Windows are short beside the run, so they look their slots up; longer periods look through all that there are.
    const inPeriod = end - first < slots.size ? upTo(first, end) : slots.keys();
    for (const slot of inPeriod) {
      const byOutcome = slot >= first && slot < end ? slots.get(slot) : undefined;
      if (byOutcome === undefined) continue;
      for (const outcome of outcomes) {
        const histogram = byOutcome.get(outcome);
        if (histogram !== undefined) yield histogram;
      }
    }
  }
}

function* upTo(first: number, end: number): Generator<number> {
  for (let index = first; index < end; index += 1) yield index;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
