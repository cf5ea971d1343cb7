import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { hasCode, knownError } from '../../../core/errors.ts';
import { isAlive } from '../../../core/process-identity.ts';
import { clusterPaths } from '../folder.ts';
import { readOwner } from '../owner.ts';
import {
  type ClusterState,
  clusterStateSchema,
  type PartChanges,
  partChangesSchema,
} from '../state.ts';

/**
 * The state of the cluster `name`.
 * @throws cluster-not-up, or cluster-not-answering when its supervisor hangs or has not come so far
 */
export async function clusterState(name: string): Promise<ClusterState> {
  return clusterStateSchema.parse(await askRunning(name, '/state'));
}

/**
 * The parts of the cluster `name`, and what became of them after the step of this number.
 * @throws as clusterState does
 */
export async function partChanges(name: string, after: number): Promise<PartChanges> {
  return partChangesSchema.parse(await askRunning(name, `/changes?after=${after}`));
}

async function askRunning(
  name: string,
  path: string,
  { method = 'GET', patienceMs = usualPatienceMs }: Partial<Asking> = {},
): Promise<unknown> {
  const owner = await readOwner(name);
  if (owner === undefined || !isAlive(owner.supervisor))
    throw knownError('cluster-not-up', { name });
  try {
    return await ask(name, path, { method, patienceMs });
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      throw knownError('cluster-not-answering', { name, pid: owner.supervisor.pid }, error);
    }
    throw error;
  }
}

/**
 * Does something to the cluster `name`, see supervisor/actions.ts.
 * @throws as clusterState does, and drill-action-failed when it is not done
 */
export async function act(
  name: string,
  action: string,
  given: Readonly<Record<string, string>>,
): Promise<void> {
  const path = `/actions/${action}?${new URLSearchParams(given).toString()}`;
  const { done, reason = '' } = actionAnswer.parse(
    await askRunning(name, path, { method: 'POST', patienceMs: actionPatienceMs }),
  );
  if (!done) throw knownError('drill-action-failed', { action, reason });
}

const actionAnswer = z.object({ done: z.boolean(), reason: z.string().optional() });
/** Some are done only when a server has caught up or a deployment is through. */
const actionPatienceMs = 300_000;

/** Asks a cluster to go down. False when its supervisor does not answer. */
export async function askDown(name: string): Promise<boolean> {
  try {
    await ask(name, '/down', { method: 'POST', patienceMs: usualPatienceMs });
    return true;
  } catch (error) {
    const codes = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE'];
    if (codes.some((code) => hasCode(error, code))) return false;
    throw error;
  }
}

const usualPatienceMs = 3000;

interface Asking {
  readonly method: 'GET' | 'POST';
  readonly patienceMs: number;
}

async function ask(name: string, path: string, { method, patienceMs }: Asking): Promise<unknown> {
  const asked = request({ socketPath: clusterPaths(name).control, path, method, agent: false });
  asked.setTimeout(patienceMs, () => {
    asked.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }));
  });
  asked.end();
  const [response]: IncomingMessage[] = await once(asked, 'response');
  if (response === undefined) throw new Error('no response');
  return json(response);
}
