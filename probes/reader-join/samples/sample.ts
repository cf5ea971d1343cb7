import { z } from 'zod';
import {
  type Sample as BalanceSample,
  sampleSchema as balanceSchema,
} from '../../reader-balance/samples/sample.ts';

const at = z.number();

export const sampleSchema = z.discriminatedUnion('kind', [
  // All readers that take connections are told of anew each time that one joins or leaves.
  ...balanceSchema.options,
  /** What the probe itself did to the cluster, where it was allowed to. */
  z.object({ kind: z.literal('step'), at, did: z.enum(['add-reader', 'remove-reader']) }),
  /** One read of one of the probe's own clients, which reach readers through the endpoint and keep their connections. */
  z.object({
    kind: z.literal('read'),
    at,
    client: z.int(),
    /** The instance that the connection is to; null when it reached none that is known. */
    reader: z.string().nullable(),
    ms: z.number(),
    error: z.string().exactOptional(),
  }),
  /** What the load balancer answered in a second. */
  z.object({ kind: z.literal('answers'), at, requests: z.int(), errors: z.int() }),
]);
/** One record of what the probe sees; times in milliseconds since 1970. */
export type Sample = z.infer<typeof sampleSchema>;
export type SampleOf<K extends Sample['kind']> = Extract<Sample, { kind: K }>;

/** The samples of one kind. */
export function only<K extends Sample['kind']>(samples: readonly Sample[], kind: K): SampleOf<K>[] {
  return samples.filter((sample): sample is SampleOf<K> => sample.kind === kind);
}

/** Whether the probe reader-balance sees the same. */
export function isOfBalance(sample: Sample): sample is Sample & BalanceSample {
  return sample.kind !== 'step' && sample.kind !== 'read' && sample.kind !== 'answers';
}
