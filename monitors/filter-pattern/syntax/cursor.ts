import { Rejection } from './rejection.ts';

/** A place in a pattern that parsing moves forward. `end` is where the pattern's last non-blank character ends. */
export interface Cursor {
  readonly text: string;
  readonly end: number;
  /** What stands at the end, when it is not the end of the pattern. */
  readonly closer?: '%';
  offset: number;
}

/** A cursor on the first non-blank character. */
export function cursorOn(text: string): Cursor {
  const cursor = { text, end: text.trimEnd().length, offset: 0 };
  skipBlanks(cursor);
  return cursor;
}

const blank = /\s/;

export function isBlank(char: string): boolean {
  return blank.test(char);
}

export function atEnd(cursor: Cursor): boolean {
  return cursor.offset >= cursor.end;
}

/** The next character, or '' at the end. */
export function peek(cursor: Cursor): string {
  return atEnd(cursor) ? '' : cursor.text.charAt(cursor.offset);
}

export function skipBlanks(cursor: Cursor): void {
  while (!atEnd(cursor) && isBlank(peek(cursor))) cursor.offset += 1;
}

/** Whether `token` comes next; steps over it when it does. */
export function accept(cursor: Cursor, token: string): boolean {
  if (!cursor.text.startsWith(token, cursor.offset) || cursor.offset + token.length > cursor.end)
    return false;
  cursor.offset += token.length;
  return true;
}

/** Takes the longest run that a sticky regular expression matches here; '' when there is none. */
export function take(cursor: Cursor, sticky: RegExp): string {
  sticky.lastIndex = cursor.offset;
  const found = sticky.exec(cursor.text.slice(0, cursor.end))?.[0] ?? '';
  cursor.offset += found.length;
  return found;
}

/** What stands at the cursor, in words: a whole word of a pattern, a single character of a regular expression. */
export function found(cursor: Cursor): string {
  const { text, offset, end, closer } = cursor;
  if (atEnd(cursor))
    return closer === undefined ? 'the end of the pattern' : `the closing ${closer}`;
  const word = closer === undefined ? /^\w+/.exec(text.slice(offset, end)) : null;
  return `"${word?.[0] ?? String.fromCodePoint(text.codePointAt(offset) ?? 0)}"`;
}

/** Rejects the pattern at the cursor, or at `offset` when it is given. */
export function reject(
  cursor: Cursor,
  problem: string,
  expected: string,
  offset = cursor.offset,
): never {
  throw new Rejection({ offset, problem, expected });
}

/** Rejects what stands at the cursor, naming it and where it stands. */
export function rejectFound(cursor: Cursor, where: string, expected: string): never {
  return reject(cursor, `${found(cursor)} cannot stand ${where}`, expected);
}
