import type { LossKind } from '../../core/run-folder/files/invariants.ts';
import type { BookingHistory } from '../evidence/booking-history.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Objectives } from '../objectives/schema.ts';
import type { ObjectiveResult } from '../objectives/result.ts';
import type { Finding } from './finding.ts';
import type {
  FailureFigures,
  InvariantResult,
  LoadFigures,
  PartFigures,
  PhaseFigures,
  ScriptFigures,
} from './schema.ts';
import type { DrillFigures } from './drill-schema.ts';

/** A run as the rules see it: the evidence, and what was worked out of it. */
export interface JudgedRun {
  readonly evidence: Evidence;
  readonly objectives: Objectives;
  /** Why the run's own cannot be read any more, where that is so; it is judged by none then. */
  readonly lostObjectives: string | undefined;
  readonly results: readonly ObjectiveResult[];
  readonly invariants: readonly InvariantResult[];
  readonly notLookedFor: readonly LossKind[] | null;
  readonly history: BookingHistory;
  readonly load: LoadFigures;
  readonly phases: readonly PhaseFigures[];
  readonly failures: FailureFigures;
  readonly parts: PartFigures | null;
  readonly drill: DrillFigures | null;
  readonly script: ScriptFigures | null;
}

/**
 * A rule looks at one thing. What it has no data for must not pass in silence: either the rule says so, or the file with
 * the data is one that `evidence-complete` misses.
 */
export type Rule = (run: JudgedRun) => readonly Omit<Finding, 'rule'>[];
