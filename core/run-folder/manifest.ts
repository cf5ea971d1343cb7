import { z } from 'zod';

/** `run.json`: what ran where. `endedAt` is missing while the run lasts, and stays missing after a crash. */
export const manifestSchema = z.object({
  schemaVersion: z.literal(1),
  id: z.string(),
  target: z.object({
    name: z.string(),
    kind: z.enum(['local', 'described']),
    baseUrl: z.string(),
    bookingMode: z.enum(['safe', 'naive']).optional(),
    replication: z.enum(['semi-sync', 'async']).optional(),
    tenants: z.array(z.string()),
    /** Whether invariants can be checked in the target's database. */
    database: z.boolean(),
    /** What runs where: part name to address, for the reader of the report. */
    parts: z.record(z.string(), z.string()),
  }),
  scenario: z.string(),
  /** `closed`: a population of visitors; `open`: arrivals at a rate; `foreign`: a script of the user's own. */
  model: z.enum(['closed', 'open', 'foreign']),
  visitorsAsked: z.number().int().nonnegative(),
  /** What Little's law expects of the load asked for; absent for foreign scripts. */
  plan: z
    .object({
      sessionSeconds: z.number(),
      sessionsPerSecond: z.number(),
      pageViewsPerSecond: z.number(),
      bookingsPerSecond: z.number(),
    })
    .optional(),
  /** Seconds. Objectives are judged in the hold only. */
  rampSeconds: z.number().nonnegative(),
  holdSeconds: z.number().nonnegative(),
  seed: z.number().int(),
  engine: z.object({ name: z.literal('k6'), version: z.string(), extensions: z.array(z.string()) }),
  bilanciaVersion: z.string(),
  gitRevision: z.string().optional(),
  machine: z.object({
    cores: z.number().int(),
    memoryBytes: z.number(),
    platform: z.string(),
    node: z.string(),
    openFilesLimit: z.number(),
  }),
  startedAt: z.iso.datetime(),
  /** When load began; the ramp is counted from here. */
  loadStartedAt: z.iso.datetime().optional(),
  loadEndedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
  /** Why the run ended before its time, if it did. */
  endedEarly: z.string().optional(),
  /** Exit status of the engine, once known. */
  engineExit: z.number().int().nullable().optional(),
});

export type Manifest = z.infer<typeof manifestSchema>;
