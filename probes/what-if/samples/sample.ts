import { z } from 'zod';
import { sampleSchema as joinSchema } from '../../reader-join/samples/sample.ts';

export const sampleSchema = z.discriminatedUnion('kind', [
  // What the probes reader-balance and reader-join see: each connection as it comes and goes.
  ...joinSchema.options,
  /** What a run saw of a reader, every few seconds: how many connections were open, and how many came since its start. */
  z.object({
    kind: z.literal('counted'),
    at: z.number(),
    reader: z.string(),
    open: z.int().nonnegative(),
    openedTotal: z.int().nonnegative(),
  }),
]);
/** One record of what the probe sees; times in milliseconds since 1970. */
export type Sample = z.infer<typeof sampleSchema>;
export type SampleOf<K extends Sample['kind']> = Extract<Sample, { kind: K }>;

/** The samples of one kind. */
export function only<K extends Sample['kind']>(samples: readonly Sample[], kind: K): SampleOf<K>[] {
  return samples.filter((sample): sample is SampleOf<K> => sample.kind === kind);
}
