import type { Timeline } from '../timeline.ts';

/** Collects notes, each once. */
export interface Notes {
  readonly add: (note: string, alarm?: string) => void;
  /** Keeps that an alarm cannot be evaluated, and why: a sentence without its full stop. */
  readonly cannotEvaluate: (alarm: string, reason: string) => void;
  readonly all: () => Pick<Timeline, 'notes' | 'unevaluated'>;
}

export function createNotes(): Notes {
  const notes = new Map<string, Timeline['notes'][number]>();
  const unevaluated = new Map<string, string>();
  const add: Notes['add'] = (note, alarm) => {
    notes.set(JSON.stringify([alarm, note]), alarm === undefined ? { note } : { alarm, note });
  };
  return {
    add,
    cannotEvaluate(alarm, reason) {
      unevaluated.set(alarm, reason);
      add(`It cannot be evaluated: ${reason}.`, alarm);
    },
    all: () => ({ notes: [...notes.values()], unevaluated }),
  };
}
