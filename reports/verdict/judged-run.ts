import type { Evidence } from '../evidence/evidence.ts';
import type { Objectives } from '../objectives/schema.ts';
import type { ObjectiveResult } from '../objectives/result.ts';
import type { BookingHistory } from './booking-history.ts';
import type { Finding } from './finding.ts';
import type { InvariantResult, LoadFigures } from './schema.ts';

/** What the rules judge: the evidence, and what was worked out of it. */
export interface JudgedRun {
  readonly evidence: Evidence;
  readonly objectives: Objectives;
  readonly results: readonly ObjectiveResult[];
  readonly invariants: readonly InvariantResult[];
  readonly history: BookingHistory;
  readonly load: LoadFigures;
}

/** A rule looks at one thing and says nothing about what it has no data for, unless that is the matter. */
export type Rule = (facts: JudgedRun) => readonly Omit<Finding, 'rule'>[];
