import type { z } from 'zod';
import type { BilanciaError } from '../../core/errors.ts';
import type { Location } from '../../core/source/location.ts';
import { explainIssues } from './issue.ts';
import { definitionError } from './problem.ts';

/** The argument of a call in a user's file. */
export interface Argument {
  readonly value: unknown;
  /** What it is called when all of it is wrong. */
  readonly name: string;
  /** From 0. Default: 0. */
  readonly position?: number;
  /** What was called, as messages name it: `alarm()`. */
  readonly of?: string;
  readonly origin: Location | undefined;
}

/** The error of an argument that its schema refuses, naming each key, its value and what was expected. */
export function argumentError(error: z.ZodError, argument: Argument): BilanciaError {
  const { value, name, position = 0, of, origin } = argument;
  const problems = explainIssues(error, value, name).map(({ path, problem, expected }) => ({
    problem: of === undefined ? problem : `${of}: ${problem}`,
    expected,
    origin,
    path: [position, ...path],
  }));
  return definitionError(problems);
}
