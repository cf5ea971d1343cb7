import { distance } from 'fastest-levenshtein';
import { knownError } from './errors.ts';

/** The known name closest to what was typed, when it is close enough to have been meant. */
export function nearest(given: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((name) => ({ name, edits: distance(given, name) }))
    .toSorted((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= Math.max(2, Math.floor(given.length / 2))
    ? best.name
    : undefined;
}

/** The entry called `given`; an unknown name is an error that offers the nearest known one. */
export function pick<T>(what: string, given: string, entries: Readonly<Record<string, T>>): T {
  const entry = Object.hasOwn(entries, given) ? entries[given] : undefined;
  if (entry !== undefined) return entry;
  const known = Object.keys(entries);
  throw knownError('unknown-name', { what, given, nearest: nearest(given, known), known });
}
