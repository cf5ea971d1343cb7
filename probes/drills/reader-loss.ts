import type { DrillKind } from './drill.ts';
import { noReader } from './no-reader.ts';
import { partLoss } from './part-loss.ts';

/** A reader goes: its pools must find another, or the writer. */
export const readerLoss: DrillKind = {
  brief: 'a database reader is killed or frozen, or the only one is taken away',
  ways: ['kill', 'freeze', 'only'],
  build: (how, back) =>
    how === 'only'
      ? noReader()
      : partLoss({
          name: 'reader-loss',
          title: 'A lost reader costs no read for long',
          role: 'reader',
          how: how === 'freeze' ? 'freeze' : 'kill',
          rounds: back ? 2 : 1,
          auditsWrites: true,
        }),
};
