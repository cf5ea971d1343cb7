import {
  accept,
  atEnd,
  reject,
  skipBlanks,
  take,
  type Cursor as TextCursor,
} from '../source/cursor.ts';

/** A place in a rule that parsing moves forward, and what was counted on the way. */
export interface Cursor extends TextCursor {
  elements: number;
}

/** Whether `sign` comes next; steps over it, and the blanks after it, when it does. */
export function acceptSign(cursor: Cursor, sign: string): boolean {
  const found = accept(cursor, sign);
  if (found) skipBlanks(cursor);
  return found;
}

export function expectSign(cursor: Cursor, sign: string, expected: string): void {
  if (!acceptSign(cursor, sign)) rejectFound(cursor, expected);
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
  return peekWord(cursor) === word && acceptSign(cursor, word);
}

/** Rejects what stands at the cursor, naming it. */
export function rejectFound(cursor: Cursor, expected: string): never {
  const { text, offset } = cursor;
  if (atEnd(cursor)) return reject(cursor, 'the rule ends here', expected);
  const word = peekWord(cursor) || String.fromCodePoint(text.codePointAt(offset) ?? 0);
  return reject(cursor, `"${word}" is not allowed here`, expected);
}
