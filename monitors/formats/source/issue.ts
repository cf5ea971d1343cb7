import type { z } from 'zod';

/** A thing that is wrong with a value, as its path and two halves of a message. */
export interface ShapeProblem {
  readonly path: readonly (string | number)[];
  readonly problem: string;
  readonly expected: string;
  /** What stands there. */
  readonly given: unknown;
}

/** All that is wrong; `nameOf` gives what the user's format calls a property. */
export function shapeProblems(
  value: unknown,
  error: z.ZodError,
  nameOf: (property: string) => string = (property) => property,
): readonly ShapeProblem[] {
  return error.issues.map((issue) => shapeProblem(value, issue, nameOf));
}

function shapeProblem(
  value: unknown,
  issue: z.core.$ZodIssue,
  nameOf: (property: string) => string,
): ShapeProblem {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  const given = path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  );
  const name = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${nameOf(key)}`))
    .join('')
    .slice(1);
  return {
    path,
    problem: given === undefined ? `${name} is missing` : `${name} is ${shown(given)}`,
    expected: issue.message,
    given,
  };
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
