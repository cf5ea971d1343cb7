import type { Observer } from './observer.ts';

/** What the tasks of the service log, those started meanwhile included. */
export const serviceLog: Observer = {
  file: 'serviceLog',
  watchedBefore: true,
  watch: ({ target, until, late }) => target.serviceLog?.(until, late),
};
