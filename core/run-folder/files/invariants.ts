import { z } from 'zod';
import { records, whereObservable } from './declaration.ts';

/** What a booking system can lose. Each invariant looks for one kind of loss. */
export const lossKinds = [
  /** A night is sold twice, or two parties are in one unit. */
  'sale',
  /** A request that was repeated had its effect twice, or is not remembered. */
  'repetition',
  /** A row is lost, or belongs to nothing. */
  'existence',
  /** A row stands with a unit, group, property or tenant that is not its own. */
  'ownership',
  /** Two places that say the same thing differ. */
  'copies',
  /** Money does not fit what was charged, or how the stay ended. */
  'money',
  /** A step was taken in the wrong order or at the wrong time, or never. */
  'time',
  /** A reader shows something other than the writer holds. */
  'readers',
] as const;
export type LossKind = (typeof lossKinds)[number];

const invariantCheck = z.object({
  /** Milliseconds since 1970. */
  at: z.number(),
  /** Name of the invariant: e.g. `no-double-sale`. */
  name: z.string(),
  /** What it looks for; absent in runs of versions that did not say. */
  kind: z.enum(lossKinds).optional(),
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
