import { leastOf, place } from './place.ts';
import type { Policy } from './policy.ts';

/** CPU is known as it was then: each connection that is opened meanwhile goes to the same instance. */
const refreshMs = 1_000;

export const leastCpu: Policy = {
  name: 'least CPU',
  about:
    'Each new connection goes to the instance with the least CPU, as it was told a second ago at the latest; CPU being as connections are in use. Source: replica_host_status, which Aurora renews each second.',
  draws: true,
  place: (trace, _options, random) => {
    let told = Number.NEGATIVE_INFINITY;
    let best = 0;
    return place(trace, ({ from }, { load }) => {
      if (from >= told + refreshMs) {
        told = from;
        best = leastOf(load, random);
      }
      return best;
    });
  },
};
