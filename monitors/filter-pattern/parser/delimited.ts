import type { DelimitedPattern, FieldComparison, Slot } from '../syntax/ast.ts';
import { parseCondition } from './condition.ts';
import { rejectFound, type PatternCursor } from '../syntax/cursor.ts';
import { accept, atEnd, peek, reject, skipBlanks, take } from '../../source/cursor.ts';
import { testsOf } from '../syntax/conditions.ts';
import type { Scope } from './scope.ts';
import { parseOperator, parseValue } from './value.ts';

/** Names as in all of AWS's examples. Digits alone would be taken for the position of an unnamed field. */
const usualName = /^(?!\d+$)\w+$/;

const fieldName = /[^\s,()[\]{}&|"%<>=!*]+/y;

/** `[field, field operator value, ..., ]`. */
export function parseDelimited(cursor: PatternCursor, scope: Scope): DelimitedPattern {
  accept(cursor, '[');
  const slots = parseSlots(cursor, scope);
  if (!atEnd(cursor)) rejectFound(cursor, 'after the closing ]', 'the end of the pattern');
  const names = slots.flatMap((slot) =>
    slot.kind === 'field' && slot.name !== undefined ? [slot.name] : [],
  );
  if (new Set(names).size < names.length) scope.undocumented.add('duplicate-field-name');
  if (!names.every((name) => usualName.test(name))) scope.undocumented.add('field-name');
  return { dialect: 'delimited', text: cursor.text, slots, undocumented: [...scope.undocumented] };
}

function parseSlots(cursor: PatternCursor, scope: Scope): readonly Slot[] {
  skipBlanks(cursor);
  if (accept(cursor, ']')) return [];
  const slots: Slot[] = [];
  for (;;) {
    slots.push(parseSlot(cursor, scope, slots));
    skipBlanks(cursor);
    if (accept(cursor, ']')) return slots;
    if (!accept(cursor, ',')) rejectFound(cursor, 'after a field', 'a comma or the closing ]');
  }
}

function parseSlot(cursor: PatternCursor, scope: Scope, before: readonly Slot[]): Slot {
  skipBlanks(cursor);
  const { offset } = cursor;
  if (accept(cursor, '...')) {
    if (before.some((slot) => slot.kind === 'ellipsis'))
      reject(cursor, 'a pattern allows one ellipsis', 'a field name', offset);
    return { kind: 'ellipsis', offset };
  }
  if (isSlotEnd(cursor)) return { kind: 'field', name: undefined, condition: undefined, offset };
  const name = take(cursor, fieldName);
  skipBlanks(cursor);
  if (name !== '' && isSlotEnd(cursor))
    return { kind: 'field', name, condition: undefined, offset };
  cursor.offset = offset;
  return parseConditionSlot(cursor, scope);
}

function isSlotEnd(cursor: PatternCursor): boolean {
  return atEnd(cursor) || peek(cursor) === ',' || peek(cursor) === ']';
}

function parseConditionSlot(cursor: PatternCursor, scope: Scope): Slot {
  const { offset } = cursor;
  const parenthesized = peek(cursor) === '(';
  const condition = parseCondition(cursor, {
    parseTest: (at) => parseTest(at, scope),
    onMixed: () => scope.undocumented.add('mixed-and-or'),
  });
  const [first, ...others] = testsOf(condition);
  const stranger = others.find((comparison) => comparison.subject !== first?.subject);
  if (stranger !== undefined)
    reject(
      cursor,
      `one slot names two fields, \`${first?.subject}\` and \`${stranger.subject}\``,
      `a further condition on \`${first?.subject}\`, or a comma and a separate slot`,
      stranger.offset,
    );
  if (parenthesized && condition.kind === 'compare') scope.undocumented.add('parenthesized-field');
  return { kind: 'field', name: first?.subject, condition, offset };
}

function parseTest(cursor: PatternCursor, scope: Scope): FieldComparison {
  const { offset } = cursor;
  const subject = take(cursor, fieldName);
  if (subject === '') rejectFound(cursor, 'where a field belongs', 'a field name');
  skipBlanks(cursor);
  const operator = parseOperator(cursor);
  return { kind: 'compare', subject, operator, value: parseValue(cursor, scope, operator), offset };
}
