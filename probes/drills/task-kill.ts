import type { DrillKind } from './drill.ts';
import { partLoss } from './part-loss.ts';

/** A task ends at once, with all that it was doing. */
export const taskKill: DrillKind = {
  brief: 'a task is killed, and another takes its place',
  ways: ['kill'],
  build: (how, back) =>
    partLoss({
      name: 'task-kill',
      title: 'A task that dies costs no booking',
      role: 'task',
      how: how === 'freeze' ? 'freeze' : 'kill',
      rounds: back ? 2 : 1,
      auditsWrites: false,
    }),
};
