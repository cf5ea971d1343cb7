import { figure, sharesInWords } from '../words/words.ts';
import type { Cause } from './cause.ts';

/** Connections opened in bursts share an answer: chance alone makes that uneven, and nothing evens it out. */
export const fewWindows: Cause = {
  name: 'few-windows',
  layer: 'connections',
  isLeftOver: true,
  find: ({ facts: { connections, load, readers }, rejected, skewed, needed }) => {
    if (connections === undefined || load === undefined || !skewed.has('sessions'))
      return undefined;
    if (rejected.has('connections') || connections.effectiveWindows >= needed) return undefined;
    const total = connections.counts.reduce((sum, count) => sum + count, 0);
    return `Connections are opened in bursts: ${total} new ones tell as much as ${figure(connections.effectiveWindows)} windows, so that chance alone makes them uneven; sessions are ${sharesInWords(readers.ids, load.sessions)}.`;
  },
};
