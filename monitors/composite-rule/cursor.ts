import type { TextError } from '../source/text-error.ts';

/** A place in a rule that parsing moves forward, and what was counted on the way. */
export interface Cursor {
  readonly text: string;
  offset: number;
  elements: number;
}

/** Ends parsing from any depth; `parseRule` turns it into a result, so that callers never see it. */
export class Rejection extends Error {
  readonly details: TextError;

  constructor(details: TextError) {
    super(details.problem);
    this.details = details;
  }
}

export function reject(
  cursor: Cursor,
  problem: string,
  expected: string,
  offset = cursor.offset,
): never {
  throw new Rejection({ text: cursor.text, offset, problem, expected });
}

export function skipBlanks(cursor: Cursor): void {
  take(cursor, /\s*/y);
}

/** Takes what a sticky regular expression matches here; '' when it does not. */
export function take(cursor: Cursor, sticky: RegExp): string {
  sticky.lastIndex = cursor.offset;
  const found = sticky.exec(cursor.text)?.[0] ?? '';
  cursor.offset += found.length;
  return found;
}

/** Whether `character` comes next; steps over it, and the blanks after it, when it does. */
export function accept(cursor: Cursor, character: string): boolean {
  if (cursor.text.charAt(cursor.offset) !== character) return false;
  cursor.offset += 1;
  skipBlanks(cursor);
  return true;
}

export function expectCharacter(cursor: Cursor, character: string, expected: string): void {
  if (!accept(cursor, character)) rejectFound(cursor, expected);
}

/** The word that comes next, without moving: letters, digits and underscores. */
export function peekWord(cursor: Cursor): string {
  const { offset } = cursor;
  const word = take(cursor, /\w+/y);
  cursor.offset = offset;
  return word;
}

/** Whether the word `word` comes next; steps over it, and the blanks after it, when it does. */
export function acceptWord(cursor: Cursor, word: string): boolean {
  if (peekWord(cursor) !== word) return false;
  cursor.offset += word.length;
  skipBlanks(cursor);
  return true;
}

/** Rejects what stands at the cursor, naming it. */
export function rejectFound(cursor: Cursor, expected: string): never {
  const { text, offset } = cursor;
  if (offset >= text.length) return reject(cursor, 'the rule ends here', expected);
  const word = peekWord(cursor) || String.fromCodePoint(text.codePointAt(offset) ?? 0);
  return reject(cursor, `"${word}" cannot stand here`, expected);
}
