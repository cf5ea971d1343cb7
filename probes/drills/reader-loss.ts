import type { DrillKind } from './drill.ts';
import { partLoss } from './part-loss.ts';

/** A reader goes: its pools must find another, or the writer. */
export const readerLoss: DrillKind = {
  brief: 'a database reader is killed or frozen',
  ways: ['kill', 'freeze'],
  build: (how, back) =>
    partLoss({
      name: 'reader-loss',
      title: 'A lost reader costs no read for long',
      role: 'reader',
      how: how === 'freeze' ? 'freeze' : 'kill',
      rounds: back ? 2 : 1,
      auditsWrites: true,
    }),
};
