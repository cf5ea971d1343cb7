import type { Dependencies } from './deps.ts';

/** Something every task does again and again beside its requests. */
export interface Job {
  readonly name: string;
  readonly everySeconds: (deps: Dependencies) => number;
  /** One round. What it throws is logged, and the next round comes all the same. */
  readonly run: (deps: Dependencies) => Promise<void>;
}
