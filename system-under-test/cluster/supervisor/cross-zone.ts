import { groupBy } from '../../../core/group-by.ts';
import { setWeights } from '../load-balancer/admin.ts';
import type { Part } from '../state.ts';

const usualWeight = 1;
/** HAProxy's. */
const largestWeight = 256;

/**
 * Whether the load balancer sends to tasks of all zones alike, or gives every zone the same share, whatever number of tasks
 * is in it, as AWS's does where cross-zone load balancing is off. Tasks that start later get the usual weight.
 */
export async function setCrossZone(
  parts: readonly Pick<Part, 'kind' | 'address' | 'availabilityZone'>[],
  adminSockets: readonly string[],
  isOn: boolean,
): Promise<void> {
  const tasks = parts.filter(({ kind }) => kind === 'task');
  const zones = [...groupBy(tasks, ({ availabilityZone = '' }) => availabilityZone).values()];
  const weights = zones.flatMap((own) => {
    const weight = isOn ? usualWeight : weightOfOne(own.length, zones);
    return own.map(({ address }): [string, number] => [address, weight]);
  });
  await setWeights(adminSockets, new Map(weights));
}

/**
 * The smallest weights that give each zone the same. A server that had a far smaller one would stand where its next turn was,
 * and get nothing for thousands of requests.
 */
function weightOfOne(size: number, zones: readonly (readonly unknown[])[]): number {
  const ofZone = zones.reduce((all, { length }) => leastCommonMultiple(all, length), 1);
  return Math.max(1, Math.round(Math.min(ofZone, largestWeight) / size));
}

function leastCommonMultiple(a: number, b: number): number {
  let [divisor, rest] = [a, b];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return (a / divisor) * b;
}
