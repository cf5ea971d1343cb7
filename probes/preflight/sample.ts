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
  }),
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
