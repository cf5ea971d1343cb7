import { place } from './place.ts';
import type { Policy } from './policy.ts';

export const roundRobin: Policy = {
  name: 'round robin',
  about:
    "Each client takes the instances in turn, from any of them on. Source: roundRobin of the AWS Advanced Wrappers, RR of mysql2's PoolCluster.",
  draws: true,
  place: (trace, _options, random) => {
    const turns = new Map<string, number>();
    return place(trace, ({ client }) => {
      const turn = turns.get(client) ?? Math.floor(random() * trace.readers.length);
      turns.set(client, turn + 1);
      return turn % trace.readers.length;
    });
  },
};
