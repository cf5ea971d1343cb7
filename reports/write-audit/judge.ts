import type { AuditEvent } from '../../core/run-folder/files/write-audit.ts';
import {
  type Element,
  followSet,
  isLost,
  isStable,
  lostLatencyMs,
  stableLatencyMs,
} from './set-full.ts';

/** What became of an element. The first four are losses or phantoms; of the fifth nothing can be said. */
export const elementStates = [
  'acknowledged-and-lost',
  'seen-and-lost',
  'duplicated',
  'refused-yet-present',
  'not read back',
  'kept',
  'indeterminate, present',
  'indeterminate, absent',
  'refused, absent',
] as const;
export type ElementState = (typeof elementStates)[number];

const failures: ReadonlySet<ElementState> = new Set(elementStates.slice(0, 4));

export interface AuditedElement {
  readonly value: number;
  readonly state: ElementState;
  /** Milliseconds for which it could be missed although it was known; 0 without any. */
  readonly staleMs: number;
}

export interface WriteAudit {
  readonly outcome: 'pass' | 'fail' | 'inconclusive';
  readonly elements: readonly AuditedElement[];
  /** Reads that completed. */
  readonly reads: number;
}

/**
 * Judges a history of adds and reads: what was acknowledged must be there from then on, what was refused must never be.
 * What nobody read back after its acknowledgement, and a history without a read, prove nothing.
 */
export function auditWrites(history: readonly AuditEvent[]): WriteAudit {
  const { elements, reads } = followSet(history);
  const lastRead = Math.max(-1, ...reads.map(({ index }) => index));
  const audited = elements.map((element) => ({
    value: element.value,
    state: stateOf(element, lastRead),
    staleMs: isStable(element) ? stableLatencyMs(element) : 0,
  }));
  const has = (isMeant: (state: ElementState) => boolean): boolean =>
    audited.some(({ state }) => isMeant(state));
  const outcome = has((state) => failures.has(state))
    ? 'fail'
    : reads.length === 0 || has((state) => state === 'not read back')
      ? 'inconclusive'
      : 'pass';
  return { outcome, elements: audited, reads: reads.length };
}

function stateOf(element: Element, lastRead: number): ElementState {
  const { outcome, isDuplicated, lastPresent, acknowledged } = element;
  if (isDuplicated) return 'duplicated';
  if (outcome === 'fail')
    return lastPresent === undefined ? 'refused, absent' : 'refused-yet-present';
  if (isLost(element)) return outcome === 'ok' ? 'acknowledged-and-lost' : 'seen-and-lost';
  if (acknowledged !== undefined) return lastRead > acknowledged.index ? 'kept' : 'not read back';
  return isStable(element) ? 'indeterminate, present' : 'indeterminate, absent';
}

/** The verdict of Jepsen's own checker, and what it says of each element. */
export interface SetFullVerdict {
  readonly valid: boolean | 'unknown';
  readonly validIfLinearizable: boolean | 'unknown';
  readonly stable: readonly number[];
  readonly lost: readonly number[];
  readonly neverRead: readonly number[];
  readonly stale: readonly number[];
  readonly stableLatencyMs: ReadonlyMap<number, number>;
  readonly lostLatencyMs: ReadonlyMap<number, number>;
}

export function setFullVerdict(history: readonly AuditEvent[]): SetFullVerdict {
  const { elements } = followSet(history);
  const stable = elements.filter(isStable);
  const lost = elements.filter(isLost);
  const stale = stable.filter((element) => stableLatencyMs(element) > 0);
  const isBroken = lost.length > 0 || elements.some(({ isDuplicated }) => isDuplicated);
  const valid = isBroken ? false : stable.length === 0 ? 'unknown' : true;
  return {
    valid,
    validIfLinearizable: valid === true && stale.length > 0 ? false : valid,
    stable: values(stable),
    lost: values(lost),
    neverRead: values(elements.filter((element) => !isStable(element) && !isLost(element))),
    stale: values(stale),
    stableLatencyMs: latencies(stable, stableLatencyMs),
    lostLatencyMs: latencies(lost, lostLatencyMs),
  };
}

function values(of: readonly Element[]): number[] {
  return of.map(({ value }) => value);
}

function latencies(
  of: readonly Element[],
  latency: (element: Element) => number,
): Map<number, number> {
  return new Map(of.map((element) => [element.value, latency(element)]));
}
