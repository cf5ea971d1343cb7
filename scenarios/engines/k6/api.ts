import { z } from 'zod';
import { pause } from '../../../core/pause.ts';

const statusSchema = z.object({
  data: z.object({
    attributes: z.object({
      status: z.int(),
      paused: z.boolean(),
      vus: z.int(),
      'vus-max': z.int(),
    }),
  }),
});

/** What k6 says of itself at its API. */
export interface K6Status {
  /** Virtual users that are made. */
  readonly ready: number;
  /** Those of them that play. */
  readonly playing: number;
  /** Whether it has made all of them and waits to be let go. */
  readonly waits: boolean;
}

/** `ExecutionStatusPausedBeforeRun` of k6's `lib`: it is set once every virtual user is there. */
const pausedBeforeRun = 4;

/** @returns undefined while k6 does not answer: before it listens, and when it is gone */
export async function statusOf(api: string): Promise<K6Status | undefined> {
  try {
    const answer = await fetch(`http://${api}/v1/status`);
    if (!answer.ok) return undefined;
    const { attributes } = statusSchema.parse(await answer.json()).data;
    const { status, paused, vus: playing, 'vus-max': ready } = attributes;
    return { ready, playing, waits: paused && status === pausedBeforeRun };
  } catch (error) {
    // What fetch throws when nobody answers.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

const lookEveryMs = 100;

/**
 * Lets processes that were started paused go, at one moment: once all of them have made their virtual users.
 * Resolves then, or when the signal aborts.
 */
export async function letGoTogether(apis: readonly string[], until: AbortSignal): Promise<void> {
  while (!until.aborted) {
    const seen = await Promise.all(apis.map(statusOf));
    if (seen.every((status) => status?.waits === true)) break;
    await pause(lookEveryMs, until);
  }
  if (!until.aborted) await Promise.all(apis.map(letGo));
}

async function letGo(api: string): Promise<void> {
  const attributes = { paused: false };
  const body = JSON.stringify({ data: { type: 'status', id: 'default', attributes } });
  const answer = await fetch(`http://${api}/v1/status`, { method: 'PATCH', body });
  if (!answer.ok) throw new Error(`k6 does not begin: it answered ${answer.status}.`);
  await answer.body?.cancel();
}
