import { z } from 'zod';

/** A text that is not empty; `expected` is told where it is none. */
export function text(expected: string): z.ZodString {
  return z.string(expected).min(1, expected);
}
