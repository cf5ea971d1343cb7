import type { TextError } from '../../../core/source/text-error.ts';

/** What AWS refuses in the queries of an alarm. */
export const queryProblemCodes = [
  'anomaly-band',
  'array-result',
  'bad-expression',
  'bad-id',
  'cross-account',
  'cycle',
  'duplicate-id',
  'expression-length',
  'metric-or-expression',
  'no-period',
  'return-data',
  'scalar-result',
  'search',
  'too-many-queries',
  'unequal-periods',
  'unknown-id',
] as const;
export type QueryProblemCode = (typeof queryProblemCodes)[number];

export interface QueryProblem {
  readonly code: QueryProblemCode;
  /** The query it is about, when it is about one. */
  readonly id?: string;
  /** A sentence without its full stop. */
  readonly problem: string;
  /** Continues "Expected ...". */
  readonly expected: string;
  /** Where in the expression, when it is about a place in one. */
  readonly error?: TextError;
}
