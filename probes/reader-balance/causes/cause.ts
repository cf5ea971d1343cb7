import type { Layer } from '../../../core/probe-folder/reader-balance.ts';
import type { Facts } from '../facts/facts.ts';

/** What a cause is looked for in. */
export interface Suspicion {
  readonly facts: Facts;
  /** Tests whose p-value is too small for chance, with all tests taken together. */
  readonly rejected: ReadonlySet<TestName>;
  /** Loads of which one reader has far more or far less than its share. */
  readonly skewed: ReadonlySet<'sessions' | 'queries'>;
  /** What chance gives for each test. */
  readonly pValues: ReadonlyMap<TestName, number>;
  /** Windows needed to find the effect. */
  readonly needed: number;
}

export type TestName = 'answers' | 'held-answers' | 'connections' | 'held-connections';

/** Why readers are unbalanced: looked for only once something is. */
export interface Cause {
  readonly name: string;
  readonly layer: Layer;
  /** The test whose p-value is all the evidence there is; without, it was seen itself. */
  readonly restsOn?: TestName;
  /** What remains where nothing else explains it. */
  readonly isLeftOver?: true;
  /** The evidence, as a sentence with its figures; undefined when it is not this. */
  readonly find: (suspicion: Suspicion) => string | undefined;
}
