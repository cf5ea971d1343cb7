import { z } from 'zod';
import type { ErrorCode } from '../../../core/errors.ts';
import { clusterStateSchema } from '../state.ts';

/** Errors by which a cluster may fail to start. */
const startErrorCodes = [
  'cluster-already-up',
  'cluster-failed',
  'component-missing',
  'port-taken',
  'bad-value',
  'unreadable-file',
  'disk-full',
] as const satisfies readonly ErrorCode[];

/** What a supervisor tells its launcher, a JSON document a line, until it is ready. */
export const messageSchema = z.union([
  z.object({ say: z.string() }),
  z.object({ ready: clusterStateSchema }),
  z.object({ failed: z.object({ code: z.enum(startErrorCodes), message: z.string() }) }),
  z.object({ broken: z.string() }),
]);
export type Message = z.infer<typeof messageSchema>;

/** The one word that a launcher says to a supervisor: live on without me. */
export const keepWord = 'keep';

/** A message for whatever was thrown. */
export function failureMessage(thrown: unknown): Message {
  const code = startErrorCodes.find(
    (known) => thrown instanceof Error && 'code' in thrown && thrown.code === known,
  );
  if (code !== undefined && thrown instanceof Error) {
    return { failed: { code, message: thrown.message } };
  }
  return { broken: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
}
