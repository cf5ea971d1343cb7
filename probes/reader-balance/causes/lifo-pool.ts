import { percent, sharesInWords } from '../words/words.ts';
import type { Cause } from './cause.ts';

/** So many of the connections must lie idle. */
const leastIdle = 0.3;
const leastKept = 4;

/** A pool that uses the connection given back last: a few do all the work, wherever they lead. */
export const lifoPool: Cause = {
  name: 'lifo-pool',
  layer: 'load',
  find: ({ facts: { load, readers }, skewed }) => {
    if (load === undefined || skewed.has('sessions') || !skewed.has('queries')) return undefined;
    const { kept, idle } = load;
    if (kept < leastKept || idle / kept < leastIdle) return undefined;
    return `Pools use the same few connections again and again: ${idle} of ${kept} lie idle (${percent(idle / kept)}); sessions are ${sharesInWords(readers.ids, load.sessions)}, queries ${sharesInWords(readers.ids, load.queriesPerSecond)}.`;
  },
};
