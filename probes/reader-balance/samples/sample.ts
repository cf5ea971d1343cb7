import { z } from 'zod';

const at = z.number();

const reader = z.object({
  kind: z.literal('reader'),
  at,
  id: z.string(),
  /** Host of its address, as names lead to it. */
  host: z.string(),
  role: z.enum(['reader', 'writer']),
  zone: z.string().exactOptional(),
  /** Share of new connections that it is configured to get, relative to the others, where the target tells. */
  weight: z.number().exactOptional(),
});
const client = z.object({ kind: z.literal('client'), at, host: z.string(), zone: z.string() });
const answer = z.object({
  kind: z.literal('answer'),
  at,
  asked: z.enum(['authority', 'resolver']),
  server: z.string(),
  /** The endpoint's name. */
  name: z.string().exactOptional(),
  chain: z.array(
    z.object({ type: z.enum(['CNAME', 'A', 'AAAA']), ttl: z.number(), data: z.string() }),
  ),
  address: z.string().nullable(),
  error: z.string().exactOptional(),
});
const reached = z.object({
  kind: z.literal('reached'),
  at,
  /** Where the probe's own new connection went, and which instance answered there; null when none did. */
  address: z.string(),
  instance: z.string().nullable(),
  error: z.string().exactOptional(),
  /** Milliseconds until it had connected, and said who it is. */
  ms: z.number().exactOptional(),
});
const connection = { at, reader: z.string(), id: z.number() };
const opened = z.object({
  kind: z.literal('opened'),
  ...connection,
  /** `user@host`. */
  client: z.string(),
  /** Whether it was there when the probe first looked, so that nobody knows since when. */
  standing: z.boolean(),
});
const closed = z.object({ kind: z.literal('closed'), ...connection });
const load = z.object({
  kind: z.literal('load'),
  at,
  reader: z.string(),
  /** Connections of clients, and the ids of those that were used since the last look. */
  sessions: z.number(),
  used: z.array(z.number()),
  /** As the server counts, since its start. */
  queriesTotal: z.number(),
  uptimeSeconds: z.number(),
  /** CPU seconds since its start; or the fraction of all its cores now, as Aurora tells. */
  cpuSeconds: z.number().exactOptional(),
  cpu: z.number().exactOptional(),
});
const unseen = z.object({
  kind: z.literal('unseen'),
  at,
  reader: z.string(),
  reason: z.string(),
});

export const sampleSchema = z.discriminatedUnion('kind', [
  reader,
  client,
  answer,
  reached,
  opened,
  closed,
  load,
  unseen,
]);
/** One record of what the probe sees; times in milliseconds since 1970. */
export type Sample = z.infer<typeof sampleSchema>;
export type SampleOf<K extends Sample['kind']> = Extract<Sample, { kind: K }>;
