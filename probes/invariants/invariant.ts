import type { Connection } from 'mysql2/promise';
import type { InvariantCheck, LossKind } from '../../core/run-folder/files/invariants.ts';
import type { FlatRow } from '../database/connection.ts';
import type { TargetDatabase } from '../../targets/target.ts';

/** Something that must hold in a booking system's database at every moment. The schema is that of the reference system. */
export type Invariant = StatementInvariant | ComparisonInvariant;

interface Rule {
  /** The rule in a sentence. */
  readonly rule: string;
  /** What is lost when it is broken. */
  readonly kind: LossKind;
  /** Cheap ones are checked while load runs, too; costly ones only when it is over. */
  readonly cost: 'cheap' | 'costly';
}

/**
 * A rule as one SQL statement that finds what breaks it. A statement sees one snapshot, so it may run under load; and
 * it finds rows of other tables by keys only, never in a grouped subquery, because such a join took half a minute as
 * soon as the optimizer's statistics were unlucky. Where both sides must be counted, their rows are put one below the
 * other and grouped once.
 */
export interface StatementInvariant extends Rule {
  /** SQL with one row and one column `checked`: how many things the rule was held against. */
  readonly checked: string;
  /** SQL with one row a violation; its columns name what is wrong. */
  readonly violations: string;
}

/** A rule about more than one place: other tenants' databases, or the readers. */
export interface ComparisonInvariant extends Rule {
  readonly check: (scope: Scope) => Promise<Found>;
}

/** Where an invariant is checked. */
export interface Scope {
  readonly tenant: string;
  readonly phase: InvariantCheck['phase'];
  readonly database: TargetDatabase;
  /** To the writer, in the tenant's schema. */
  readonly writer: Connection;
}

export interface Found {
  /** How many things the rule was held against. */
  readonly checked: number;
  /** A row a violation, which names what is wrong. */
  readonly violations: readonly FlatRow[];
}
