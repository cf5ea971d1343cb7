import type { AuditClient } from './client.ts';
import { openPools } from './pool.ts';

/** Every way to the database that a drill compares. To add one: an entry here. */
export const auditClients: readonly AuditClient[] = [
  /** A pool as the driver's manual has it, in use all the time. */
  { name: 'pool', everyMs: 100, open: (place) => openPools(place) },
  { name: 'pool-5s', everyMs: 100, open: (place) => openPools(place, { maximumAgeMs: 5000 }) },
  /** The same as the first, but its connections have rested for a while whenever they are used. */
  { name: 'idle-pool', everyMs: 6000, open: (place) => openPools(place) },
];
