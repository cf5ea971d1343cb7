import type { Cause } from './cause.ts';
import { heldInWords } from '../words/held-in-words.ts';

/** A client that keeps an answer longer than it may, in a runtime's or a driver's own cache: nobody else sees that. */
export const cachingClient: Cause = {
  name: 'caching-resolver',
  layer: 'connections',
  restsOn: 'held-connections',
  find: ({ facts: { connections, readers }, rejected }) => {
    const held = connections?.held;
    if (held === undefined || !rejected.has('held-connections')) return undefined;
    return `${held.client}, or a resolver between it and the endpoint, holds answers longer than a window: of the readers that its new connections reached, ${heldInWords(held, readers.expected)}.`;
  },
};
