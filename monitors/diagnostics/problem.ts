import type { BilanciaError } from '../../core/errors.ts';
import { knownError } from '../../core/errors.ts';
import type { Location } from '../source/location.ts';
import { renderLocation } from '../source/location.ts';

/** What is wrong in definitions that somebody wrote as code. */
export interface DefinitionProblem {
  /** A sentence without its full stop. */
  readonly problem: string;
  /** Continues "Expected ...". */
  readonly expected: string;
  /** Where the call stands whose arguments are wrong. */
  readonly origin?: Location | undefined;
  /** From the call down to the value: number of the argument, keys and indices. */
  readonly path: readonly PropertyKey[];
}

const problems = new WeakMap<Error, DefinitionProblem>();

/** The error of a definition that is wrong; whoever has the file at hand can draw the place from `problemOf`. */
export function definitionError(problem: DefinitionProblem): BilanciaError {
  const where = problem.origin === undefined ? '' : `${renderLocation(problem.origin)}: `;
  const error = knownError('bad-definition', {
    error: `${where}${problem.problem}. Expected ${problem.expected}.`,
  });
  problems.set(error, problem);
  return error;
}

/** What `definitionError` was made of; undefined for any other error. */
export function problemOf(thrown: unknown): DefinitionProblem | undefined {
  return thrown instanceof Error ? problems.get(thrown) : undefined;
}
