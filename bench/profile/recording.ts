import type { RequestStep } from '../../scenarios/visitors/steps.ts';

/** A request of a visitor, its answer, and what was read of that. */
export interface Heard {
  readonly step: RequestStep;
  readonly host: string;
  readonly status: number;
  readonly body: string;
  /** Paths in the JSON body. */
  readonly reads: readonly string[];
}
