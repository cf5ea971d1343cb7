import { level } from '../facts/facts.ts';
import { pValue } from '../words/words.ts';
import type { Cause } from './cause.ts';

/** Clients keep to readers of their own zone, and the zones' clients are not as many as their readers. */
export const zoneAffinity: Cause = {
  name: 'zone-affinity',
  layer: 'connections',
  find: ({ facts: { connections }, rejected, skewed }) => {
    const zones = connections?.zones;
    if (zones === undefined || zones.p > level) return undefined;
    if (!rejected.has('connections') && skewed.size === 0) return undefined;
    return `Clients keep to readers of their own zone: in ${zones.same} of ${zones.of} windows (${pValue(zones.p)}).`;
  },
};
