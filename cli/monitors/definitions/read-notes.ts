import type { Context } from '../../../core/context.ts';
import type { DefinitionSet } from '../../../monitors/definitions/definition.ts';
import { renderLocation } from '../../../core/source/location.ts';

/** What was lost or guessed when definitions were read, each with its place. */
export function readNotes({ notes = [] }: Pick<DefinitionSet, 'notes'>): readonly string[] {
  return notes.map(({ note, location }) =>
    location === undefined ? note : `${renderLocation(location)}: ${note}`,
  );
}

/** The same on standard error: what is said of the definitions holds for what was read of them. */
export function tellNotes(context: Context, set: Pick<DefinitionSet, 'notes'>): void {
  for (const note of readNotes(set)) context.process.stderr.write(`${note}\n`);
}
