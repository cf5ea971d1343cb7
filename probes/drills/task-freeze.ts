import type { DrillKind } from './drill.ts';
import { partLoss } from './part-loss.ts';

/** A task that takes connections and answers nothing. */
export const taskFreeze: DrillKind = {
  brief: 'a task says nothing any more, and is replaced',
  ways: ['freeze'],
  build: (how, back) =>
    partLoss({
      name: 'task-freeze',
      title: 'A task that hangs is found and replaced',
      role: 'task',
      how: how === 'freeze' ? 'freeze' : 'kill',
      rounds: back ? 2 : 1,
      auditsWrites: false,
    }),
};
