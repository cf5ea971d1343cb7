import type { Definition } from '../definitions/definition.ts';
import type { Location } from '../../core/source/location.ts';

/** Gives the text of a file that definitions come from; undefined when it cannot be read. */
export type ReadText = (file: string) => string | undefined;

/** How far from a name its definition's kind may stand. */
const nearby = 200;

/**
 * Where a definition stands. When its source knows no more than the file, the name's literal is searched in the file's
 * text; of several, the one with the definition's kind nearest by wins. A name that is put together at run time is not
 * found, and the file has to do.
 */
export function locate(definition: Definition, read?: ReadText): Location | undefined {
  const { origin } = definition;
  if (origin === undefined || origin.line !== undefined) return origin;
  const text = read?.(origin.file);
  if (text === undefined) return origin;
  const offset = offsetOf(definition, text);
  return offset === undefined ? origin : { ...origin, ...placeOf(text, offset) };
}

function offsetOf({ name, kind }: Definition, text: string): number | undefined {
  const found = [`'${name}'`, `"${name}"`, `\`${name}\``].flatMap((literal) =>
    occurrences(text, literal),
  );
  const distances = found.map((offset) => ({ offset, distance: distanceTo(text, kind, offset) }));
  return distances.toSorted((a, b) => a.distance - b.distance || a.offset - b.offset)[0]?.offset;
}

function occurrences(text: string, literal: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(literal); at !== -1; at = text.indexOf(literal, at + 1))
    found.push(at);
  return found;
}

/** How far the quoted kind is from an offset; as far as can be when it is not nearby. */
function distanceTo(text: string, kind: string, offset: number): number {
  const start = Math.max(0, offset - nearby);
  const around = text.slice(start, offset + nearby);
  const distances = [`'${kind}'`, `"${kind}"`]
    .flatMap((literal) => occurrences(around, literal))
    .map((at) => Math.abs(start + at - offset));
  return Math.min(nearby, ...distances);
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}
