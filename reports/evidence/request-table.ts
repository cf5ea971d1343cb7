import { type Histogram, addLine, emptyHistogram } from '../../core/statistics/histogram.ts';
import { type HistogramSlots, histogramSlots } from '../../core/statistics/histogram-slots.ts';
import {
  type HistogramLine,
  type Outside,
  type RequestOutcome,
  requestOutcomes,
} from '../../core/statistics/histogram-line.ts';
import { type Period, always } from './period.ts';
import { type Seconds, emptySeconds } from './seconds.ts';

/** Histograms of one row, which are the requests of one name, by outcome. Slot i begins `i * slotSeconds` after the table's origin. */
type Row = Map<RequestOutcome, HistogramSlots>;

/** All requests of a run, merged into slots of equal length that the judged phases have their borders in. */
export interface RequestTable {
  readonly origin: number;
  readonly slotSeconds: number;
  readonly byName: Map<string, Row>;
  /** The same of each tenant's requests alone, where the script tells whose they are. */
  readonly tenants: Map<string, RequestTable>;
  /** Rows of requests that were made outside of the load, by setup and teardown. */
  readonly outside: Set<string>;
  /** What rows are called, by name and place. */
  readonly labels: Map<string, string>;
  /** Seconds in which requests of the load ended. */
  readonly busy: Seconds;
  /** Last second with a request. */
  lastSecond: number | undefined;
}

/** Outcomes whose duration says how fast the system answers; what failed is judged by the error rate. */
export const answered: readonly RequestOutcome[] = ['ok', 'refused'];
/** A "no" that the script expects, whatever it is. */
export const refusals: readonly RequestOutcome[] = ['refused', 'shed'];
export const everyOutcome: readonly RequestOutcome[] = requestOutcomes;

export function emptyTable(origin: number, slotSeconds: number): RequestTable {
  return {
    origin,
    slotSeconds,
    byName: new Map(),
    tenants: new Map(),
    outside: new Set(),
    labels: new Map(),
    busy: emptySeconds(),
    lastSecond: undefined,
  };
}

export function addToTable(table: RequestTable, line: HistogramLine): void {
  addRow(table, line);
  // Setup and teardown are nobody's visitors.
  if (line.tenant !== undefined && line.outside === undefined)
    addRow(tenantIn(table, line.tenant), line);
}

/** The table of one tenant's requests, to be added to. */
export function tenantIn(
  { tenants, origin, slotSeconds }: RequestTable,
  tenant: string,
): RequestTable {
  return entry(tenants, tenant, () => emptyTable(origin, slotSeconds));
}

/** The requests of one tenant alone, none where it has none. */
export function ofTenant(
  { tenants, origin, slotSeconds }: RequestTable,
  tenant: string,
): RequestTable {
  return tenants.get(tenant) ?? emptyTable(origin, slotSeconds);
}

function addRow(table: RequestTable, line: HistogramLine): void {
  const row = entry(table.byName, labelOf(table, line), () => new Map());
  const slots = entry(row, line.outcome, histogramSlots);
  addLine(slots.at(Math.floor((line.t - table.origin) / table.slotSeconds)), line);
  if (line.n > 0 && line.outside === undefined) table.busy.add(line.t);
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

/**
 * Durations, in microseconds, of the given names and outcomes that ended in some periods; slots count by their start.
 * @param merged what they are added to
 */
export function durations(
  table: RequestTable,
  names: readonly string[],
  outcomes: readonly RequestOutcome[],
  periods: readonly Period[] = always,
  merged: Histogram = emptyHistogram(),
): Histogram {
  for (const [slots, first, end] of slotsOf(table, names, outcomes, periods))
    slots.mergeInto(merged, first, end);
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
  for (const [slots, first, end] of slotsOf(table, names, outcomes, periods))
    count += slots.count(first, end);
  return count;
}

/** Slots by name, outcome and period: those from the first to just before the last. */
function* slotsOf(
  table: RequestTable,
  names: readonly string[],
  outcomes: readonly RequestOutcome[],
  periods: readonly Period[],
): Generator<readonly [slots: HistogramSlots, first: number, end: number]> {
  for (const { from, to } of periods) {
    const first = Math.ceil((from - table.origin) / table.slotSeconds);
    const end = Math.ceil((to - table.origin) / table.slotSeconds);
    for (const name of names) {
      const row = table.byName.get(name);
      for (const outcome of outcomes) {
        const slots = row?.get(outcome);
        if (slots !== undefined) yield [slots, first, end];
      }
    }
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
