import { alarmStates, type AlarmState } from '../definitions/alarm-state.ts';
import type { AtLeast, Reference } from './ast.ts';
import { acceptSign, acceptWord, expectSign, rejectFound, type Cursor } from './cursor.ts';
import { reject, skipBlanks, take } from '../source/cursor.ts';
import { parseReference } from './reference.ts';

/** `(M, [NOT] STATE, (a, b, ...))`, after AT_LEAST. */
export function parseAtLeast(cursor: Cursor): AtLeast {
  expectSign(cursor, '(', '( after AT_LEAST');
  const { minimum, percent } = parseMinimum(cursor);
  expectSign(cursor, ',', 'a comma, then ALARM, OK or INSUFFICIENT_DATA');
  const negated = acceptWord(cursor, 'NOT');
  const state = alarmStates.find((name) => acceptWord(cursor, name));
  if (state === undefined) return rejectFound(cursor, 'ALARM, OK or INSUFFICIENT_DATA');
  expectSign(cursor, ',', 'a comma, then the alarms in parentheses');
  const references = parseReferences(cursor);
  expectSign(cursor, ')', ') at the end of AT_LEAST');
  return { kind: 'at-least', minimum, percent, negated, state, references };
}

function parseMinimum(cursor: Cursor): { minimum: number; percent: boolean } {
  const { offset } = cursor;
  const digits = take(cursor, /\d+/y);
  if (digits === '') rejectFound(cursor, 'a number such as 2 or 50%');
  const minimum = Number(digits);
  const percent = acceptSign(cursor, '%');
  skipBlanks(cursor);
  if (minimum < 1) reject(cursor, `${digits} always holds`, 'at least 1', offset);
  if (percent && minimum > 100)
    reject(cursor, `${digits}% never holds`, 'a percentage from 1% to 100%', offset);
  return { minimum, percent };
}

function parseReferences(cursor: Cursor): Reference[] {
  expectSign(cursor, '(', 'the alarms in parentheses');
  const references = [parseReference(cursor)];
  while (acceptSign(cursor, ',')) references.push(parseReference(cursor));
  expectSign(cursor, ')', 'a comma and another alarm, or )');
  return references;
}

/** Whether enough of the alarms are, or are not, in the state. */
export function holdsAtLeast(rule: AtLeast, stateOf: (alarm: string) => AlarmState): boolean {
  const { references, minimum, percent, negated, state } = rule;
  const holding = references.filter(({ alarm }) => (stateOf(alarm) === state) !== negated).length;
  return percent ? holding * 100 >= minimum * references.length : holding >= minimum;
}
