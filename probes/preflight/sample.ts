import { z } from 'zod';

export const sampleSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('node'),
    at: z.number(),
    id: z.string(),
    role: z.enum(['reader', 'writer']),
    zone: z.string().exactOptional(),
    class: z.string().exactOptional(),
    tier: z.number().exactOptional(),
  }),
  /** What a node said of its connections; null when it did not answer, with the reason. */
  z.object({
    kind: z.literal('connections'),
    at: z.number(),
    id: z.string(),
    most: z.number().nullable(),
    open: z.number().nullable(),
    error: z.string().exactOptional(),
    /** Fraction of its cores, where Aurora tells. */
    cpu: z.number().exactOptional(),
  }),
  z.object({
    kind: z.literal('service'),
    at: z.number(),
    name: z.string(),
    desired: z.number(),
    minimumHealthyPercent: z.number(),
    maximumPercent: z.number(),
  }),
  /** Zones of the tasks, one for each whose zone is known. */
  z.object({ kind: z.literal('tasks'), at: z.number(), zones: z.array(z.string()) }),
  /** How tasks or readers are scaled; without bounds nothing scales them. */
  z.object({
    kind: z.literal('scaling'),
    at: z.number(),
    name: z.string(),
    of: z.enum(['tasks', 'readers']),
    bounds: z
      .object({
        min: z.number(),
        max: z.number(),
        suspended: z.array(z.enum(['scale-out', 'scale-in', 'schedule'])),
        rules: z.array(
          z.object({
            name: z.string(),
            metric: z.string().exactOptional(),
            target: z.number().exactOptional(),
            scaleOutCooldownSeconds: z.number().exactOptional(),
            onlyAdds: z.boolean(),
          }),
        ),
      })
      .nullable(),
  }),
  /** Why nobody told how they are scaled. */
  z.object({ kind: z.literal('scaling-untold'), at: z.number(), reason: z.string() }),
  /** Age at which clients give up a connection to the database. */
  z.object({ kind: z.literal('pools'), at: z.number(), maxAgeSeconds: z.number() }),
  /** How long an answer may be kept, as a server says that is asked for an endpoint's name; null for no answer. */
  z.object({
    kind: z.literal('ttl'),
    at: z.number(),
    asked: z.enum(['authority', 'resolver']),
    name: z.string(),
    seconds: z.number().nullable(),
  }),
]);
/** One record of what the probe sees; times in milliseconds since 1970. */
export type Sample = z.infer<typeof sampleSchema>;
export type SampleOf<K extends Sample['kind']> = Extract<Sample, { kind: K }>;
