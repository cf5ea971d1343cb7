import type { AuditEvent } from '../../core/run-folder/files/write-audit.ts';

/** A moment of a history: the index and the time, in milliseconds, of an event. */
type Moment = Pick<AuditEvent, 'index' | 'timeMs'>;

/** What the reads of a history say of one element. */
export interface Element {
  readonly value: number;
  readonly added: Moment;
  /** How the add ended: `info` is not known, also where no end is told. */
  outcome: 'ok' | 'fail' | 'info';
  acknowledged: Moment | undefined;
  /** Completion of the add, or of the first read that has it, whichever comes first. */
  known: Moment | undefined;
  /** Invocations of the latest completed reads that have it and that have it not, by the order of invocation. */
  lastPresent: Moment | undefined;
  lastAbsent: Moment | undefined;
  isDuplicated: boolean;
}

export interface SetFull {
  readonly elements: readonly Element[];
  /** Invocations of the reads that completed. */
  readonly reads: readonly Moment[];
}

/**
 * Follows a history of adds and reads of a set. An add that was only invoked, or whose end is not known, may appear
 * later or never. Source: set-full of Jepsen (jepsen-io/jepsen, checker.clj, SetFull).
 */
export function followSet(history: readonly AuditEvent[]): SetFull {
  const elements = new Map<number, Element>();
  const reads: Moment[] = [];
  const begun = new Map<number, AuditEvent>();
  for (const event of history) {
    if (event.type === 'invoke') begun.set(event.process, event);
    if (event.f === 'add') follow(elements, event);
    if (event.f !== 'read' || event.type !== 'ok') continue;
    const invoked = begun.get(event.process) ?? event;
    reads.push(invoked);
    const counts = countsOf(event.value ?? []);
    for (const element of elements.values()) see(element, invoked, event, counts);
  }
  return { elements: [...elements.values()], reads };
}

function follow(
  elements: Map<number, Element>,
  event: Extract<AuditEvent, { readonly f: 'add' }>,
): void {
  const { value } = event;
  const known = elements.get(value);
  if (known === undefined) {
    const nothing = { known: undefined, lastPresent: undefined, lastAbsent: undefined } as const;
    const added = { value, added: event, acknowledged: undefined, ...nothing } as const;
    elements.set(value, { ...added, outcome: 'info', isDuplicated: false });
  } else if (event.type !== 'invoke' && known.acknowledged === undefined) {
    known.outcome = event.type;
    if (event.type !== 'ok') return;
    known.acknowledged = event;
    known.known ??= event;
  }
}

function see(
  element: Element,
  invoked: Moment,
  completed: Moment,
  counts: ReadonlyMap<number, number>,
): void {
  const count = counts.get(element.value) ?? 0;
  if (count > 1) element.isDuplicated = true;
  if (count > 0) {
    element.known ??= completed;
    element.lastPresent = later(element.lastPresent, invoked);
  } else element.lastAbsent = later(element.lastAbsent, invoked);
}

function later(a: Moment | undefined, b: Moment): Moment {
  return a === undefined || a.index < b.index ? b : a;
}

function countsOf(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Whether the latest read has it. */
export function isStable({ lastPresent, lastAbsent }: Element): boolean {
  return lastPresent !== undefined && (lastAbsent?.index ?? -1) < lastPresent.index;
}

/** Whether it was there, or should have been, and a later read has it not. */
export function isLost({ known, lastPresent, lastAbsent }: Element): boolean {
  return (
    known !== undefined &&
    lastAbsent !== undefined &&
    (lastPresent?.index ?? -1) < lastAbsent.index &&
    known.index < lastAbsent.index
  );
}

/** Whole milliseconds after it was known during which a read could begin that has it not. */
export function stableLatencyMs({ known, lastAbsent }: Element): number {
  return latency(lastAbsent, known);
}

/** Whole milliseconds from when it was known to the last read that has it. */
export function lostLatencyMs({ known, lastPresent }: Element): number {
  return latency(lastPresent, known);
}

/** Times are of a nanosecond's precision there, and a read that begins at the same time is counted. */
function latency(last: Moment | undefined, known: Moment | undefined): number {
  if (last === undefined || known === undefined) return 0;
  return Math.floor(Math.max(0, last.timeMs + 1e-6 - known.timeMs));
}
