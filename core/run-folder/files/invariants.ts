import { z } from 'zod';
import { records, whereObservable } from './declaration.ts';

const invariantCheck = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  /** Name of the invariant: e.g. `no-double-sale`. */
  name: z.string(),
  tenant: z.string(),
  phase: z.enum(['during', 'after']),
  /** Rows looked at; 0 means that there was nothing to check. */
  checked: z.number(),
  violations: z.number(),
  /** Up to 20 violations, each a flat row that names what is wrong. */
  examples: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
});

/** One check of one invariant in one tenant's database. */
export type InvariantCheck = z.infer<typeof invariantCheck>;

export const invariants = records({
  name: 'invariants.ndjson',
  about: 'Invariants as checked in the database, a line per check.',
  writtenBy: 'the observer invariants, and run when the load is over',
  readBy: 'reports',
  expected: whereObservable('bookings', "the target's database can be asked"),
  schema: invariantCheck,
});
