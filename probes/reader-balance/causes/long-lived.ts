import { percent, sharesInWords } from '../words/words.ts';
import type { Cause } from './cause.ts';

const leastStanding = 0.5;

/** Connections that are never closed stay where the first answers led, whatever the endpoint says now. */
export const longLived: Cause = {
  name: 'long-lived-connections',
  layer: 'load',
  find: ({ facts: { load, readers }, skewed }) => {
    if (load === undefined || !skewed.has('sessions') || load.standing < leastStanding)
      return undefined;
    return `Connections are not renewed: ${percent(load.standing)} of the sessions were there from the first look to the last, and they are ${sharesInWords(readers.ids, load.sessions)}.`;
  },
};
