import { atEnd, reject, skipBlanks, type Cursor } from '../../source/cursor.ts';

/** A place in a pattern; its end is that of the last character that is not blank. */
export interface PatternCursor extends Cursor {
  /** What stands at the end, when it is not the end of the pattern. */
  readonly closer?: '%';
}

/** A cursor on the first non-blank character. */
export function cursorOn(text: string): PatternCursor {
  const cursor = { text, end: text.trimEnd().length, offset: 0 };
  skipBlanks(cursor);
  return cursor;
}

/** What stands at the cursor, in words: a whole word of a pattern, a single character of a regular expression. */
export function found(cursor: PatternCursor): string {
  const { text, offset, end, closer } = cursor;
  if (atEnd(cursor))
    return closer === undefined ? 'the end of the pattern' : `the closing ${closer}`;
  const word = closer === undefined ? /^\w+/.exec(text.slice(offset, end)) : null;
  return `"${word?.[0] ?? String.fromCodePoint(text.codePointAt(offset) ?? 0)}"`;
}

/** Rejects what stands at the cursor, naming it and where it stands. */
export function rejectFound(cursor: PatternCursor, where: string, expected: string): never {
  return reject(cursor, `${found(cursor)} is not allowed ${where}`, expected);
}
