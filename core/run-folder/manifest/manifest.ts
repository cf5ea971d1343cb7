import { z } from 'zod';
import { capabilitiesSchema, endpointsSchema, instanceSchema } from '../../topology.ts';
import { engineSchema } from './engine.ts';
import { mergedRunSchema } from './merged-run.ts';
import { phaseSchema } from './phase.ts';

/** Changes whenever a reader of older runs would be wrong about newer ones, or the other way round. */
export const manifestVersion = 3;

/** `run.json`: what ran where. `endedAt` is missing while the run lasts, and stays missing after a crash. */
export const manifestSchema = z.object({
  schemaVersion: z.literal(manifestVersion),
  id: z.string(),
  target: z.object({
    name: z.string(),
    kind: z.enum(['local', 'described', 'aws']),
    bookingMode: z.enum(['safe', 'naive']).optional(),
    replication: z.enum(['semi-sync', 'async']).optional(),
    tenants: z.array(z.string()),
    /** As it was when the run began. */
    instances: z.array(instanceSchema),
    endpoints: endpointsSchema,
    /** Hosts that are its own, `host:port` or `host` for all ports; absent in runs of versions that did not look. */
    hosts: z.array(z.string()).optional(),
    /** IP addresses that those had at any time of the run. */
    addresses: z.array(z.string()).optional(),
    capabilities: capabilitiesSchema,
  }),
  scenario: z.string(),
  /** `closed`: a population of visitors; `open`: arrivals at a rate; `foreign`: a script of the user's own. */
  model: z.enum(['closed', 'open', 'foreign']),
  visitorsAsked: z.number().int().nonnegative(),
  /** A tenant that was given so many times its visitors, and how many visitors there had been without that; absent in other runs. */
  louder: z
    .object({
      tenant: z.string(),
      times: z.number().positive(),
      insteadOf: z.int().nonnegative(),
    })
    .optional(),
  /** What Little's law expects of the load asked for; absent for foreign scripts. */
  plan: z
    .object({
      sessionSeconds: z.number(),
      sessionsPerSecond: z.number(),
      pageViewsPerSecond: z.number(),
      bookingsPerSecond: z.number(),
    })
    .optional(),
  /** The drill that was done in it; absent without one. */
  drill: z.object({ name: z.string(), how: z.string(), audited: z.boolean() }).optional(),
  phases: z.array(phaseSchema).min(1),
  seed: z.number().int(),
  engine: engineSchema,
  /** Which of the generators this was that a distributed load was planned for; they share its name, numbered from 1. */
  part: z
    .object({
      plan: z.string(),
      nth: z.int().positive(),
      of: z.int().positive(),
      /** Whether each began when it was ready, instead of all at once. */
      beganAlone: z.literal(true).optional(),
    })
    .optional(),
  /** Whether nobody looked at the machines of its generators, because others ran them. */
  unwatched: z.boolean().optional(),
  /** The runs that were merged into this one; absent in others. */
  merged: z.array(mergedRunSchema).optional(),
  /** Whether the engine was kept from reaching anything that is not on its own machine. */
  confined: z.boolean().optional(),
  /** Whether the user gave objectives of their own for it. */
  ownObjectives: z.boolean(),
  bilanciaVersion: z.string(),
  gitRevision: z.string().optional(),
  machine: z.object({
    cores: z.number().int(),
    /** Its model; absent where the system does not tell. */
    processor: z.string().optional(),
    memoryBytes: z.number(),
    platform: z.string(),
    node: z.string(),
    openFilesLimit: z.number(),
  }),
  startedAt: z.iso.datetime(),
  /** When load began; the first phase is counted from here. */
  loadStartedAt: z.iso.datetime().optional(),
  loadEndedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
  /** Why the run ended before its time, if it did. */
  endedEarly: z.string().optional(),
  /** What the target's database was asked once the load was over; absent until then, and where there is none. */
  databaseAsked: z
    .object({
      /** Tenants whose bookings are in the listing to the last one: only of these does a missing row say something. */
      bookingsListed: z.array(z.string()),
      /** Why it was not asked to the end, as a clause; absent when it was. */
      failure: z.string().optional(),
    })
    .optional(),
  /** Bytes of each file of the folder when the run ended, by file name: what is shorter later was cut. */
  files: z.record(z.string(), z.int().nonnegative()).optional(),
});

export type Manifest = z.infer<typeof manifestSchema>;
