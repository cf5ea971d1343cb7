import type { z } from 'zod';
import { keyPath } from '../../core/key-path.ts';
import { nearest } from '../../core/nearest.ts';
import { shown } from './shown.ts';

/** What a schema found wrong: where, what, and what it expected instead. */
export interface Explained {
  readonly path: readonly PropertyKey[];
  readonly problem: string;
  readonly expected: string;
}

/**
 * All that a schema found wrong in `input`, in words. A schema's own message, where it has one, continues "Expected ...".
 * `whole` is what the input is called when all of it is wrong.
 */
export function explainIssues(
  error: z.ZodError,
  input: unknown,
  whole: string,
): readonly Explained[] {
  const issues = bySense(error.issues.map(innermost)).filter(
    (issue, index, all) => !follows(issue, index, all, input),
  );
  const misspelled = new Set(
    issues.flatMap((issue) => unknownKeys(issue).map(({ meant }) => keyPath(meant))),
  );
  return issues.flatMap((issue) => {
    const unknown = unknownKeys(issue);
    if (unknown.length > 0) return unknown.map(({ explained }) => explained);
    // What is missing stands there under another name.
    return misspelled.has(keyPath(issue.path)) ? [] : [explained(issue, input, whole)];
  });
}

/** Whether an issue only follows from another: of the same value, or of one that a check of several values missed. */
function follows(
  { code, path }: z.core.$ZodIssue,
  index: number,
  all: readonly z.core.$ZodIssue[],
  input: unknown,
): boolean {
  if (code === 'unrecognized_keys') return false;
  const first = all.findIndex(
    (other) => keyPath(other.path) === keyPath(path) && other.code !== 'unrecognized_keys',
  );
  const isCheck = code === 'custom' && valueAt(input, path) === undefined;
  return first < index || (isCheck && all.some((other) => other.code !== 'custom'));
}

/** Keys that are not known, each with the path of the key that was meant. */
function unknownKeys(
  issue: z.core.$ZodIssue,
): readonly { readonly meant: readonly PropertyKey[]; readonly explained: Explained }[] {
  if (issue.code !== 'unrecognized_keys') return [];
  return issue.keys.map((key) => {
    const meant = nearest(key, issue.message.split(', '));
    return {
      meant: [...issue.path, meant ?? key],
      explained: {
        path: [...issue.path, key],
        problem: `"${keyPath([...issue.path, key])}" is not a known key`,
        expected:
          meant === issue.message
            ? `"${meant}"`
            : `${meant === undefined ? '' : `"${meant}", or `}any of ${issue.message}`,
      },
    };
  });
}

function explained(issue: z.core.$ZodIssue, input: unknown, whole: string): Explained {
  const value = valueAt(input, issue.path);
  const name = issue.path.length === 0 ? whole : keyPath(issue.path);
  return {
    path: issue.path,
    problem: value === undefined ? `${name} is missing` : `${name} is ${shown(value)}`,
    expected: expectationOf(issue),
  };
}

function rank({ code }: z.core.$ZodIssue): number {
  return code === 'unrecognized_keys' ? 0 : 1;
}

/** A key that is not known is often the one that is missing, misspelled: it comes first. */
function bySense(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  return issues.toSorted((a, b) => rank(a) - rank(b));
}

/** Of a union, what the only form found wrong that the value has at all: an object is meant as the object. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const meant = issue.errors.flatMap((issues) => {
    const [first] = bySense(issues);
    return first === undefined || (first.code === 'invalid_type' && first.path.length === 0)
      ? []
      : [first];
  });
  const [only] = meant;
  return only === undefined || meant.length > 1
    ? issue
    : innermost({ ...only, path: [...issue.path, ...only.path] });
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: [' character', ' characters'],
  array: [' entry', ' entries'],
};

function amount(bound: number | bigint, origin: string): string {
  const [one, many] = units[origin] ?? ['', ''];
  return `${bound}${bound === 1 ? one : many}`;
}

function expectationOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return kinds[issue.expected] ?? issue.expected;
  if (issue.code === 'too_small')
    return `${issue.inclusive === false ? 'more than' : 'at least'} ${amount(issue.minimum, issue.origin)}`;
  if (issue.code === 'too_big')
    return `${issue.inclusive === false ? 'less than' : 'at most'} ${amount(issue.maximum, issue.origin)}`;
  if (issue.code === 'invalid_value')
    return issue.values.map((value) => JSON.stringify(value)).join(' or ');
  if (issue.code === 'not_multiple_of') return `a multiple of ${issue.divisor}`;
  return issue.message;
}
