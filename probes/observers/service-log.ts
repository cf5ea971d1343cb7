import type { Observer } from './observer.ts';

/** What the tasks of the service log, those started meanwhile included. */
export const serviceLog: Observer = {
  file: 'serviceLog',
  watch: ({ target, until, late }) => target.serviceLog?.(until, late),
};
