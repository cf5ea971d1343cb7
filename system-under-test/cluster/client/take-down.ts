import { knownError } from '../../../core/errors.ts';
import { isAlive } from '../../../core/process-identity.ts';
import { askDown } from './control-client.ts';
import { readOwner } from '../owner.ts';
import { removeRemains } from '../remains.ts';
import { until } from '../until.ts';

/** Tasks drain in less than this; what is left then is ended by force. */
const gracefulMs = 12_000;

/**
 * Takes a cluster down and waits until no process and no file of it is left. A supervisor that hangs is ended by
 * force, and what a dead one left is removed.
 *
 * @param found called when there is such a cluster, before anything is done to it
 * @throws cluster-not-up
 */
export async function takeDown(name: string, found?: () => void): Promise<void> {
  const owner = await readOwner(name);
  if (owner === undefined) throw knownError('cluster-not-up', { name });
  found?.();
  const { supervisor } = owner;
  const gone = (): boolean => !isAlive(supervisor);
  const asked = !gone() && (await askDown(name));
  const ended = gone() || (asked && (await until(gone, { withinMs: gracefulMs })));
  if (!ended) process.kill(supervisor.pid, 'SIGKILL');
  await until(gone, { withinMs: 2000 });
  await removeRemains(name, owner);
}
