import type { Measures } from '../load/measures.ts';
import type { Sight } from '../load/sight.ts';

/** Why load lies unevenly on units. */
export const causeKinds = [
  'frozen',
  'autoscaling-churn',
  'deployment',
  'ramp-up',
  'zone-skew',
  'slow-host',
  'sticky',
  'uneven-cost',
] as const;
export type CauseKind = (typeof causeKinds)[number];

/** A cause with what speaks for it. */
export interface Cause {
  readonly kind: CauseKind;
  /** Units that it sits on; empty where it moves about. */
  readonly units: readonly string[];
  readonly zone?: string;
  readonly revision?: string;
  /** What peak to average comes to by this cause alone. */
  readonly peak: number;
  /** Sentences without a full stop. */
  readonly evidence: readonly string[];
}

/** What rules look at. */
export interface Seen {
  readonly sight: Sight;
  readonly measures: Measures;
}

/** Looks for one cause. */
export type CauseRule = (seen: Seen) => Cause | undefined;

/** Below this a difference may be as significant as it likes: nobody gains by mending it. */
export const smallestPeak = 1.07;

/** Normal deviates from which a difference is no chance, with room for all units and rules of many services. */
export const surely = 4;

/** Whether a unit that has `factor` times the load of the others matters, even if chance made it look that much worse. */
export function matters(factor: number, error: number, units: number): boolean {
  return factor - 1 > surely * error && peakOf(factor - 2 * error, units) >= smallestPeak;
}

/** The load of one unit that has `factor` times that of each of the others, over the mean of all. */
export function peakOf(factor: number, units: number): number {
  return (factor * units) / (units - 1 + factor);
}
