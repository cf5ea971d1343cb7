import { z } from 'zod';
import { healths, instanceStateSchema, roles } from '../../topology.ts';
import { records, whereObservable } from './declaration.ts';

/** Milliseconds since 1970. */
const at = z.number();
/** After the change. */
const instance = instanceStateSchema;

const topologyRecord = z.discriminatedUnion('change', [
  /** There when the watching began. */
  z.object({ change: z.literal('present'), at, instance }),
  z.object({ change: z.literal('appeared'), at, instance }),
  /** As it was last seen. */
  z.object({ change: z.literal('gone'), at, instance }),
  /** Another process under the same name. */
  z.object({ change: z.literal('restarted'), at, instance }),
  /** `from` may be what it is now: then it was something else in between. */
  z.object({ change: z.literal('health'), at, from: z.enum(healths), instance }),
  z.object({ change: z.literal('role'), at, from: z.enum(roles), instance }),
  z.object({ change: z.literal('weight'), at, from: z.number().nullable(), instance }),
  /** It came, went or is another one. */
  z.object({ change: z.literal('warning'), at, instance }),
  /** Address, zone, class or process id. */
  z.object({ change: z.literal('altered'), at, instance }),
  /** From here on whoever looks after the instances did not answer, so nothing is known of them, until `seen`. */
  z.object({ change: z.literal('unseen'), at, reason: z.string() }),
  z.object({ change: z.literal('seen'), at }),
]);

/** One thing that became of the target's instances. */
export type TopologyRecord = z.infer<typeof topologyRecord>;
/** The same, of one instance. */
export type InstanceChange = Extract<TopologyRecord, { readonly instance: unknown }>;

export const topology = records({
  name: 'topology.ndjson',
  about: 'What became of the instances: who was there, and every end, restart and change since.',
  writtenBy: 'the observer topology',
  readBy: 'reports',
  expected: whereObservable('topology', 'the target tells what becomes of its parts'),
  schema: topologyRecord,
});
