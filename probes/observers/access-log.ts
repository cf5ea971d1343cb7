import type { Observer } from './observer.ts';

/** The load balancer's access log, line by line as it is written. */
export const accessLog: Observer = {
  file: 'accessLog',
  watchedBefore: true,
  watch: ({ target, until, late }) => target.accessLog?.(until, late),
};
