import type { z } from 'zod';
import type { Manifest } from '../manifest/manifest.ts';

/** How much of the judged time a file's records must cover; a run that has less of it cannot pass. */
export type Coverage =
  /** A record at least every so many seconds. */
  | { readonly everySeconds: number }
  /** A record in each second in which the engine counted requests. */
  | 'seconds-with-requests';

/** What makes a file expected, and what it must have then. */
export interface Expectation {
  /** Why it must be there, as a clause: `the target offers an access log`. */
  readonly because: string;
  /** Without it, any record will do. */
  readonly coverage?: Coverage;
  /** Whether a file without records may be the truth: nobody booked, nothing failed. */
  readonly mayBeEmpty?: boolean;
}

/** One file of the run folder, declared once. */
export interface RunFileDeclaration<T = unknown> {
  readonly name: string;
  /** What is in it, in a sentence. */
  readonly about: string;
  /** The part of the program that writes it, and the parts that read it. */
  readonly writtenBy: string;
  readonly readBy: string;
  /** When it must be there; never for files that some runs have for other reasons. */
  readonly expected?: (manifest: Manifest) => Expectation | undefined;
  /** NDJSON files: checks and types one record. @throws TypeError that says what is wrong */
  readonly parse?: (value: unknown) => T;
}

/** Declares an NDJSON file whose records have this schema. */
export function records<T>(
  declaration: Omit<RunFileDeclaration, 'parse'> & { readonly schema: z.ZodType<T> },
): Omit<RunFileDeclaration, 'parse'> & { readonly parse: (value: unknown) => T } {
  const { schema, ...rest } = declaration;
  return { ...rest, parse: parserOf(schema) };
}

/** A parser that refuses in one line: the key, and what it must be. */
export function parserOf<T>(schema: z.ZodType<T>): (value: unknown) => T {
  return (value) => {
    const checked = schema.safeParse(value);
    if (checked.success) return checked.data;
    const reasons = checked.error.issues.map(({ path, message }) =>
      [...path.map(String), message].join(': '),
    );
    throw new TypeError(reasons.join('; '), { cause: checked.error });
  };
}

/** Expects a file where the target can be seen in this way. */
export function whereObservable(
  what: Manifest['target']['capabilities']['observe'][number],
  because: string,
  more: Omit<Expectation, 'because'> = {},
): (manifest: Manifest) => Expectation | undefined {
  return ({ target }) =>
    target.capabilities.observe.includes(what) ? { because, ...more } : undefined;
}
