import { z } from 'zod';

/** A text, number or list that says itself what it must be: in the errors of a file, and to editors by the JSON Schema. */

interface Range {
  /** Must be more than this. */
  readonly above?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** @param expected continues "Expected ..." */
export function amount(
  expected: string,
  about: string,
  { above, atLeast, atMost }: Range,
): z.ZodNumber {
  const error = { error: expected };
  let schema = z.number(error);
  if (above !== undefined) schema = schema.gt(above, error);
  if (atLeast !== undefined) schema = schema.min(atLeast, error);
  if (atMost !== undefined) schema = schema.max(atMost, error);
  return schema.describe(about);
}

export function milliseconds(about: string): z.ZodNumber {
  return amount('milliseconds, a number above 0', about, { above: 0 });
}

/** The bound that a fraction must stay below; 0 allows none. */
export function fraction(about: string): z.ZodNumber {
  return amount('a fraction from 0 to 1', about, { atLeast: 0, atMost: 1 });
}

/** A fraction that must be reached. */
export function share(about: string): z.ZodNumber {
  return amount('a fraction above 0, at most 1', about, { above: 0, atMost: 1 });
}

/** Whole numbers, 1 or more. */
export function whole(about: string): z.ZodInt {
  const error = { error: 'a whole number from 1 up' };
  return z.int(error).positive(error).describe(about);
}

export function text(about: string): z.ZodString {
  const error = { error: 'a text that is not empty' };
  return z.string(error).min(1, error).describe(about);
}

/** Names; `*` stands for any text. */
export function patterns(about: string): z.ZodArray<z.ZodString> {
  const error = { error: 'a list of one name or more, in which * stands for any text' };
  return names(about, error).min(1, error);
}

/** Names that are left out, none without it. */
export function exceptions(about: string): z.ZodDefault<z.ZodArray<z.ZodString>> {
  return names(about, { error: 'a list of names, in which * stands for any text' }).default([]);
}

function names(about: string, error: { readonly error: string }): z.ZodArray<z.ZodString> {
  return z.array(z.string(error).min(1, error), error).describe(`${about}; * stands for any text`);
}

export function flag(about: string): z.ZodDefault<z.ZodBoolean> {
  return z.boolean({ error: 'true or false' }).default(false).describe(about);
}
