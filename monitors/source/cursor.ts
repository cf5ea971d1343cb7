import { Rejection } from './rejection.ts';

/** A place in a text that parsing moves forward. `end` is where what is parsed ends. */
export interface Cursor {
  readonly text: string;
  readonly end: number;
  offset: number;
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

/** Rejects the text at the cursor, or at `offset` when it is given. */
export function reject(
  cursor: Cursor,
  problem: string,
  expected: string,
  offset = cursor.offset,
): never {
  throw new Rejection(offset, problem, expected);
}
