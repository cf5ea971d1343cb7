import type { ReadNote } from '../definitions/definition.ts';

/** Notes on the whole first, then in the order of the file. */
export function sortedNotes(notes: readonly ReadNote[]): readonly ReadNote[] {
  return notes.toSorted(
    (a, b) => line(a) - line(b) || (a.location?.column ?? 0) - (b.location?.column ?? 0),
  );
}

function line({ location }: ReadNote): number {
  return location?.line ?? 0;
}
