import { endpoint } from './endpoint.ts';
import { leastConnections } from './least-connections.ts';
import { leastCpu } from './least-cpu.ts';
import { maximumAge } from './maximum-age.ts';
import type { Policy } from './policy.ts';
import { poolingProxy } from './pooling-proxy.ts';
import { recorded } from './recorded.ts';
import { roundRobin } from './round-robin.ts';

/** Every policy that a trace is played under. To add one: a file beside this one, and a line here. */
export const policies: readonly Policy[] = [
  recorded,
  endpoint,
  roundRobin,
  leastConnections,
  leastCpu,
  maximumAge,
  poolingProxy,
];
