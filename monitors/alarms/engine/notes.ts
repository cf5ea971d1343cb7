import type { Timeline } from '../timeline.ts';

/** Collects notes, each once. */
export interface Notes {
  readonly add: (note: string, alarm?: string) => void;
  readonly all: () => Timeline['notes'];
}

export function createNotes(): Notes {
  const notes = new Map<string, Timeline['notes'][number]>();
  return {
    add(note, alarm) {
      notes.set(JSON.stringify([alarm, note]), alarm === undefined ? { note } : { alarm, note });
    },
    all: () => [...notes.values()],
  };
}
