import type { JsonPattern, JsonTest, Selector } from '../syntax/ast.ts';
import { parseCondition } from './condition.ts';
import { rejectFound, type PatternCursor } from '../syntax/cursor.ts';
import { accept, atEnd, peek, reject, skipBlanks, take } from '../../source/cursor.ts';
import { Rejection } from '../../source/rejection.ts';
import type { Scope } from './scope.ts';
import { parseSelector } from './selector.ts';
import { parseOperator, parseValue } from './value.ts';

const keyword = /[A-Za-z]+/y;
const constants = ['NULL', 'TRUE', 'FALSE'] as const;

/** `{ selector operator value && ... }`. */
export function parseJson(cursor: PatternCursor, scope: Scope): JsonPattern {
  if (cursor.text.charAt(cursor.end - 1) !== '}') rejectOpen(cursor);
  accept(cursor, '{');
  const condition = parseCondition(cursor, { parseTest: (at) => parseTest(at, scope) });
  skipBlanks(cursor);
  if (!accept(cursor, '}')) rejectFound(cursor, 'after a condition', '&&, || or the closing }');
  if (!atEnd(cursor)) rejectFound(cursor, 'after the closing }', 'the end of the pattern');
  return { dialect: 'json', text: cursor.text, condition, undocumented: [...scope.undocumented] };
}

function rejectOpen(cursor: PatternCursor): never {
  const behind = /\}\s*(?<text>[^\s}"%][^}"%]*)$/.exec(cursor.text.slice(0, cursor.end));
  const text = behind?.groups?.['text'];
  throw new Rejection(
    cursor.end - (text?.length ?? 0),
    text === undefined ? 'the JSON pattern is not closed' : `"${text}" follows the }`,
    text === undefined ? 'a closing }' : 'a } at the end',
    "If a filter pattern starts with '{' it must end with '}'",
  );
}

function parseTest(cursor: PatternCursor, scope: Scope): JsonTest {
  const { offset } = cursor;
  const subject = parseSelector(cursor, scope);
  skipBlanks(cursor);
  if (/[A-Za-z]/.test(peek(cursor))) return parseKeywordTest(cursor, subject, offset);
  const operator = parseOperator(cursor);
  return { kind: 'compare', subject, operator, value: parseValue(cursor, scope, operator), offset };
}

const tests = '= != < > <= >=, IS NULL, IS TRUE, IS FALSE or NOT EXISTS';

function parseKeywordTest(cursor: PatternCursor, subject: Selector, offset: number): JsonTest {
  const start = cursor.offset;
  const first = take(cursor, keyword);
  skipBlanks(cursor);
  const secondAt = cursor.offset;
  const second = take(cursor, keyword);
  if (first === 'NOT' && second === 'EXISTS') return { kind: 'not-exists', subject, offset };
  if (first !== 'IS') return reject(cursor, `"${first}" is not a test of a property`, tests, start);
  const constant = constants.find((name) => name === second);
  if (constant !== undefined) return { kind: 'is', subject, constant, offset };
  if (second === 'NOT') reject(cursor, 'IS NOT is not supported', 'NULL, TRUE or FALSE', secondAt);
  cursor.offset = secondAt;
  return rejectFound(cursor, 'after IS', 'NULL, TRUE or FALSE');
}
