import { AsyncLocalStorage } from 'node:async_hooks';
import type { BilanciaError } from '../../core/errors.ts';
import { knownError } from '../../core/errors.ts';
import type { Location } from '../../core/source/location.ts';
import { renderLocation } from '../../core/source/location.ts';

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

const problemsByError = new WeakMap<Error, readonly DefinitionProblem[]>();

/** The error of definitions that are wrong; whoever has the file at hand can draw the places from `problemsOf`. */
export function definitionError(problems: readonly DefinitionProblem[]): BilanciaError {
  const lines = problems.map(({ origin, problem, expected }) => {
    const where = origin === undefined ? '' : `${renderLocation(origin)}: `;
    return `${where}${problem}. Expected ${expected}.`;
  });
  const error = knownError('bad-definition', { error: lines.join('\n') });
  problemsByError.set(error, problems);
  return error;
}

/** What `definitionError` was made of; nothing of any other error. */
export function problemsOf(thrown: unknown): readonly DefinitionProblem[] {
  return thrown instanceof Error ? (problemsByError.get(thrown) ?? []) : [];
}

const gathering = new AsyncLocalStorage<DefinitionProblem[]>();

/** What `work` gives, and the problems that it told by `tell`, which then does not stop it. */
export async function withProblems<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly problems: readonly DefinitionProblem[] }> {
  const problems: DefinitionProblem[] = [];
  try {
    return { value: await gathering.run(problems, work), problems };
  } catch (thrown) {
    if (problems.length === 0) throw thrown;
    // What was thrown that is no problem of its own may well follow from those before it.
    throw definitionError([...problems, ...problemsOf(thrown)]);
  }
}

/** Keeps the problems of an error for whoever gathers them. @throws the error where nobody does */
export function tell(error: BilanciaError): void {
  const kept = gathering.getStore();
  if (kept === undefined) throw error;
  kept.push(...problemsOf(error));
}

/** Whether something is wrong already, so that what is made of it need not be looked at. */
export function hasProblems(): boolean {
  return (gathering.getStore() ?? []).length > 0;
}
