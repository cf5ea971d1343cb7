import { groupBy } from '../../../core/group-by.ts';
import { setWeights } from '../load-balancer/admin.ts';
import type { PartRegistry } from './part-registry.ts';

const usualWeight = 1;
/** Divisible by many numbers of tasks, and below HAProxy's 256. */
const zoneWeight = 240;

/**
 * Whether the load balancer sends to tasks of all zones alike, or gives every zone the same share, whatever number of tasks
 * is in it, as AWS's does where cross-zone load balancing is off. Tasks that start later get the usual weight.
 */
export async function setCrossZone(
  registry: PartRegistry,
  adminSockets: readonly string[],
  isOn: boolean,
): Promise<void> {
  const tasks = registry.list().filter(({ kind }) => kind === 'task');
  const zones = groupBy(tasks, ({ availabilityZone = '' }) => availabilityZone);
  const weights = [...zones.values()].flatMap((own) =>
    own.map(({ address }): [string, number] => [
      address,
      isOn ? usualWeight : Math.max(1, Math.round(zoneWeight / own.length)),
    ]),
  );
  await setWeights(adminSockets, new Map(weights));
}
