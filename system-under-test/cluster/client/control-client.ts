import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
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

async function askRunning(name: string, path: string): Promise<unknown> {
  const owner = await readOwner(name);
  if (owner === undefined || !isAlive(owner.supervisor))
    throw knownError('cluster-not-up', { name });
  try {
    return await ask(name, 'GET', path);
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      throw knownError('cluster-not-answering', { name, pid: owner.supervisor.pid }, error);
    }
    throw error;
  }
}

/** Asks a cluster to go down. False when its supervisor does not answer. */
export async function askDown(name: string): Promise<boolean> {
  try {
    await ask(name, 'POST', '/down');
    return true;
  } catch (error) {
    const codes = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE'];
    if (codes.some((code) => hasCode(error, code))) return false;
    throw error;
  }
}

const patienceMs = 3000;

async function ask(name: string, method: 'GET' | 'POST', path: string): Promise<unknown> {
  const asked = request({ socketPath: clusterPaths(name).control, path, method, agent: false });
  asked.setTimeout(patienceMs, () => {
    asked.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }));
  });
  asked.end();
  const [response]: IncomingMessage[] = await once(asked, 'response');
  if (response === undefined) throw new Error('no response');
  return json(response);
}
