import { z } from 'zod';

/** What can be asked so that it matters who answers. */
export const asked = [
  'read',
  'read-for-update',
  'locking-read',
  'write',
  'first-read-in-transaction',
  'read-after-write-in-transaction',
  'read-after-autocommit-was-off',
] as const;

/** What a session keeps between its statements, and what a statement gives back. */
export const keepings = [
  'user-variable',
  'named-lock',
  'temporary-table',
  'returned-row',
  'last-insert-id',
] as const;

export const sampleSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('node'),
    at: z.number(),
    id: z.string(),
    role: z.enum(['reader', 'writer']),
  }),
  /** Who answered a statement that went through the endpoint; null when none did, with the reason. */
  z.object({
    kind: z.literal('answered'),
    at: z.number(),
    asked: z.enum(asked),
    by: z.string().nullable(),
    ms: z.number(),
    error: z.string().exactOptional(),
  }),
  /** Whether a row that this client wrote was seen by its next read, and by which of the reads after it. */
  z.object({
    kind: z.literal('own-write'),
    at: z.number(),
    where: z.enum(['transaction', 'autocommit']),
    seen: z.boolean(),
    /** How long it took until it was seen; null when it was not in the time given. */
    afterMs: z.number().nullable(),
  }),
  z.object({
    kind: z.literal('session'),
    at: z.number(),
    what: z.enum(keepings),
    kept: z.boolean(),
    told: z.string(),
  }),
  /** Whether a node answered when it was asked itself. */
  z.object({ kind: z.literal('alive'), at: z.number(), id: z.string(), alive: z.boolean() }),
]);
/** One record of what the probe sees; times in milliseconds since 1970. */
export type Sample = z.infer<typeof sampleSchema>;
export type SampleOf<K extends Sample['kind']> = Extract<Sample, { kind: K }>;
