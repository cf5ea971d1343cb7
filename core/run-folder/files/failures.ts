import { z } from 'zod';
import { outsides } from '../../statistics/histogram-line.ts';
import { records } from './declaration.ts';

const failureLine = z.object({
  /** Second since 1970 in which the requests ended. */
  t: z.number(),
  /** Request name. */
  name: z.string(),
  /** Absent for requests of the load itself. */
  outside: z.enum(outsides).optional(),
  /** Whose request it was, where the script tells. */
  tenant: z.string().optional(),
  /** HTTP status; 0 when there was no response, or the engine does not tell. */
  status: z.int().nonnegative(),
  /** The engine's own code, where it has one: e.g. `1050` of k6. */
  code: z.string().optional(),
  /** What the code or status means, e.g. `request timeout`. */
  reason: z.string(),
  /** What the engine said of the first of them; may be empty. */
  error: z.string(),
  n: z.int().positive(),
});

/** Requests of one name that failed for one reason in one second; lines of one key add up. */
export type FailureLine = z.infer<typeof failureLine>;

export const failures = records({
  name: 'failures.ndjson',
  about: 'Why requests failed, a line per second, request name and reason.',
  writtenBy: 'run, of what the engine plays',
  readBy: 'reports',
  expected: () => ({ because: 'every run records why its requests failed', mayBeEmpty: true }),
  schema: failureLine,
});
