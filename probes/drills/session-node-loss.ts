import type { DrillKind } from './drill.ts';
import { partLoss } from './part-loss.ts';

/** A node of the session store goes, with the sessions on it. */
export const sessionNodeLoss: DrillKind = {
  brief: 'a node of the session store is killed or frozen',
  ways: ['kill', 'freeze'],
  build: (how, back) =>
    partLoss({
      name: 'session-node-loss',
      title: 'A lost session node costs sessions, not bookings',
      role: 'session-node',
      how: how === 'freeze' ? 'freeze' : 'kill',
      rounds: back ? 2 : 1,
      auditsWrites: false,
    }),
};
