import { z } from 'zod';

const at = z.number();
const count = z.int().nonnegative();

export const sampleSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('node'),
    at,
    id: z.string(),
    role: z.enum(['reader', 'writer']),
    /** Cores that its CPU seconds are shared by, where they are told. */
    cores: z.number().exactOptional(),
  }),
  z.object({
    kind: z.literal('connections'),
    at,
    id: z.string(),
    /** What the server takes at once, as it is now; null where nobody tells. */
    most: count.nullable(),
    open: z.number(),
    /** Statements that run at this moment. */
    running: count.exactOptional(),
    /** As the server counts since its start: refused for want of room, and come to nothing for any reason. */
    refusedTotal: count.exactOptional(),
    abortedTotal: count.exactOptional(),
    /** CPU seconds since its start; or the fraction of all its cores now, as Aurora tells. */
    cpuSeconds: z.number().exactOptional(),
    cpu: z.number().exactOptional(),
  }),
  z.object({
    kind: z.literal('unseen'),
    at,
    id: z.string(),
    /** Whether it had no room for the probe itself. */
    refused: z.boolean(),
    reason: z.string(),
  }),
  /** A part of a recording that is not there any more. */
  z.object({ kind: z.literal('lost'), at, reason: z.string() }),
  /** Who holds its connections, the most first. */
  z.object({
    kind: z.literal('held'),
    at,
    id: z.string(),
    by: z.array(z.object({ client: z.string(), open: count, idle: count })),
  }),
  /** What the pools of a task to one endpoint say of themselves. */
  z.object({
    kind: z.literal('pool'),
    at,
    task: z.string(),
    role: z.enum(['reader', 'writer']),
    size: count,
    open: count,
    inUse: count,
    waiting: count,
  }),
]);
/** One record of what the probe sees; times in milliseconds since 1970. */
export type Sample = z.infer<typeof sampleSchema>;
export type SampleOf<K extends Sample['kind']> = Extract<Sample, { kind: K }>;

/** The samples of one kind. */
export function only<K extends Sample['kind']>(samples: readonly Sample[], kind: K): SampleOf<K>[] {
  return samples.filter((sample): sample is SampleOf<K> => sample.kind === kind);
}
