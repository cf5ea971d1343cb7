import type { Observer } from './observer.ts';

/** Container Insights events, line by line as they are written. */
export const containerEvents: Observer = {
  file: 'containerEvents',
  watchedBefore: true,
  watch: ({ target, until, late }) => target.containerEvents?.(until, late),
};
