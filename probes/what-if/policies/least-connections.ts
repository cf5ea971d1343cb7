import { leastOf, place } from './place.ts';
import type { Policy } from './policy.ts';

export const leastConnections: Policy = {
  name: 'least connections',
  about:
    'Each new connection goes to the instance with the fewest open ones, as somebody sees who knows all of them. Source: leastconn of HAProxy.',
  draws: true,
  place: (trace, _options, random) => place(trace, (_, { open }) => leastOf(open, random)),
};
