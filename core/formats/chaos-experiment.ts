import { z } from 'zod';

/**
 * Experiments of Chaos Toolkit, as far as they can be carried out without Python.
 * https://chaostoolkit.org/reference/api/experiment/
 */

const text = z.string().min(1);
/** Seconds. */
const seconds = z.number().nonnegative();
const plain = z.union([z.string(), z.number(), z.boolean()]);

export const providerSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('http'),
    url: text,
    method: z.string().exactOptional(),
    headers: z.record(z.string(), z.string()).exactOptional(),
    arguments: z.record(z.string(), plain).exactOptional(),
    timeout: seconds.exactOptional(),
  }),
  z.object({
    type: z.literal('process'),
    path: text,
    /** A string goes through a shell. */
    arguments: z.union([z.string(), z.array(plain), z.record(z.string(), plain)]).exactOptional(),
    timeout: seconds.exactOptional(),
  }),
]);
export type Provider = z.infer<typeof providerSchema>;

const target = z.enum(['status', 'stdout', 'stderr', 'body']).exactOptional();

/** What a probe must come to: a status, an output, a range of two numbers, or one of several. */
export const toleranceSchema = z.union([
  z.boolean(),
  z.number(),
  z.string(),
  z.array(z.union([z.string(), z.number()])).min(1),
  z.object({ type: z.literal('regex'), target, pattern: z.string() }),
  z.object({ type: z.literal('range'), target, range: z.tuple([z.number(), z.number()]) }),
]);
export type Tolerance = z.infer<typeof toleranceSchema>;

export const activitySchema = z.object({
  type: z.enum(['action', 'probe']),
  name: text,
  provider: providerSchema,
  tolerance: toleranceSchema.exactOptional(),
  /** Goes on while the next activities are done. */
  background: z.boolean().exactOptional(),
  pauses: z
    .object({ before: seconds.exactOptional(), after: seconds.exactOptional() })
    .exactOptional(),
});
export type Activity = z.infer<typeof activitySchema>;

/** A value itself, or a variable of the environment. */
const configured = z.union([
  plain,
  z.object({ type: z.literal('env'), key: text, default: plain.exactOptional() }),
]);

export const experimentSchema = z.object({
  version: z.string().default('1.0.0'),
  title: text,
  description: z.string(),
  tags: z.array(z.string()).default([]),
  configuration: z.record(z.string(), configured).exactOptional(),
  'steady-state-hypothesis': z.object({ title: z.string(), probes: z.array(activitySchema) }),
  method: z.array(activitySchema),
  rollbacks: z.array(activitySchema).default([]),
});
export type Experiment = z.infer<typeof experimentSchema>;
