import type { Observer } from './observer.ts';

/** The log of the edge, line by line as it is written. */
export const edgeLog: Observer = {
  file: 'edgeLog',
  watchedBefore: true,
  watch: ({ target, until, late }) => target.edgeLog?.(until, late),
};
