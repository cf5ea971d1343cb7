import { isDeepStrictEqual } from 'node:util';

/** What a section says of one row: what the file expects, and what comes out here. */
export interface Row {
  /** The row's place in the file, such as `T1[2].breaching` or `composite.vectors[3]`. */
  readonly id: string;
  readonly expected: unknown;
  readonly got: unknown;
  /** Why nobody can tell what is right here, when the file says so; such a row can agree but not disagree. */
  readonly ambiguous?: string;
}

/** How one row came out. */
export interface AlarmVectorOutcome {
  readonly id: string;
  readonly verdict: 'agreed' | 'disagreed' | 'not evaluated';
  readonly expected: unknown;
  readonly got: unknown;
  /** Why a row was not evaluated. */
  readonly reason?: string;
}

export interface AlarmVectorReport {
  readonly agreed: number;
  readonly disagreed: readonly AlarmVectorOutcome[];
  readonly notEvaluated: readonly AlarmVectorOutcome[];
}

export function outcomeOf({ id, expected, got, ambiguous }: Row): AlarmVectorOutcome {
  if (isDeepStrictEqual(expected, got)) return { id, verdict: 'agreed', expected, got };
  if (ambiguous === undefined) return { id, verdict: 'disagreed', expected, got };
  return { id, verdict: 'not evaluated', expected, got, reason: ambiguous };
}

export function reportOf(outcomes: readonly AlarmVectorOutcome[]): AlarmVectorReport {
  const having = (verdict: AlarmVectorOutcome['verdict']) =>
    outcomes.filter((outcome) => outcome.verdict === verdict);
  return {
    agreed: having('agreed').length,
    disagreed: having('disagreed'),
    notEvaluated: having('not evaluated'),
  };
}
