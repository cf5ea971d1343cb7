import type { Evidence } from '../evidence/evidence.ts';
import type { Verdict } from '../verdict/schema.ts';

/** Makes one file of the run folder of a judged run. */
export interface Renderer {
  /** Name of the file. */
  readonly name: string;
  /** The whole text of the file. */
  readonly render: (evidence: Evidence, verdict: Verdict) => string | Promise<string>;
}
