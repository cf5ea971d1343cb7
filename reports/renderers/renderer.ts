import type { Outcome } from '../../core/outcome.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Comparison } from '../gate/comparison.ts';
import type { Verdict } from '../verdict/schema.ts';

/** What a comparison with other runs came to, where there was one. */
export interface Compared {
  readonly outcome: Outcome;
  /** The answer, in one sentence. */
  readonly sentence: string;
  readonly comparisons: readonly Comparison[];
}

/** Makes one file of a judged run. */
export interface Renderer {
  /** Usual name of the file. */
  readonly name: string;
  /** The whole text of the file. */
  readonly render: (
    evidence: Evidence,
    verdict: Verdict,
    compared?: Compared,
  ) => string | Promise<string>;
}
