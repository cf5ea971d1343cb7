import { distance } from 'fastest-levenshtein';
import { knownError } from './errors.ts';

/** The known names that are close enough to what was typed to have been meant, closest first. */
export function near(given: string, known: readonly string[]): string[] {
  const mostEdits = Math.max(2, Math.floor(given.length / 2));
  return known
    .map((name) => ({ name, edits: distance(given, name) }))
    .filter(({ edits }) => edits <= mostEdits)
    .toSorted((a, b) => a.edits - b.edits)
    .map(({ name }) => name);
}

/** The known name closest to what was typed, when it is close enough to have been meant. */
export function nearest(given: string, known: readonly string[]): string | undefined {
  return near(given, known)[0];
}

/** The entry called `given`; an unknown name is an error that offers the nearest known one. */
export function pick<T>(what: string, given: string, entries: Readonly<Record<string, T>>): T {
  const entry = Object.hasOwn(entries, given) ? entries[given] : undefined;
  if (entry !== undefined) return entry;
  const known = Object.keys(entries);
  throw knownError('unknown-name', { what, given, nearest: nearest(given, known), known });
}
