import type { EngineSink } from '../engine.ts';

/** A sink that keeps nothing; tests replace what they look at. */
export const silentSink: EngineSink = {
  histogram: () => undefined,
  trend: () => undefined,
  series: () => undefined,
  failure: () => undefined,
  host: () => undefined,
  webVital: () => undefined,
  address: () => undefined,
  stray: () => undefined,
  fact: async () => undefined,
  print: async () => undefined,
  log: async () => undefined,
  flush: async () => undefined,
};
