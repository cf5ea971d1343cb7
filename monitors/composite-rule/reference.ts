import type { Reference } from './ast.ts';
import { rejectFound, type Cursor } from './cursor.ts';
import { reject, skipBlanks, take } from '../source/cursor.ts';

/**
 * An alarm's name or ARN: without quotes it holds no blanks, round brackets and commas; within quotes, a backslash keeps
 * a quote or a backslash from its meaning.
 */
export function parseReference(cursor: Cursor): Reference {
  const { offset } = cursor;
  const quoted = cursor.text.charAt(offset) === '"';
  const alarm = quoted ? parseQuoted(cursor) : take(cursor, /[^\s(),]+/y);
  if (alarm === '') {
    if (quoted) reject(cursor, 'the name is empty', 'the name or ARN of an alarm', offset);
    rejectFound(cursor, 'the name or ARN of an alarm');
  }
  skipBlanks(cursor);
  cursor.elements += 1;
  return { alarm, offset };
}

function parseQuoted(cursor: Cursor): string {
  const start = cursor.offset;
  const text = take(cursor, /"(?:[^"\\]|\\[^])*"/y);
  if (text === '') reject(cursor, 'the quote is never closed', 'a closing "', start);
  return text.slice(1, -1).replaceAll(/\\(["\\])/g, '$1');
}

/** The reference as it is written between quotes. */
export function printReference({ alarm }: Reference): string {
  return `"${alarm.replaceAll(/["\\]/g, '\\$&')}"`;
}
