import { operators, type Operator, type Value } from '../syntax/ast.ts';
import { parseRegex } from '../regex/parse.ts';
import { found, rejectFound, type PatternCursor } from '../syntax/cursor.ts';
import { accept, peek, reject, skipBlanks, take } from '../../source/cursor.ts';
import { countRegex, type Scope } from './scope.ts';

const quotedBody = /(?:[^"\\]|\\["\\]|\\)*/y;
const bareRun = /[^\s,()[\]{}&|"%<>=!]+/y;
const bareText = /^[A-Za-z0-9_.*]*/;
const number = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A number as the language writes it (sign, decimals, e-notation), or undefined. */
export function numberOf(text: string): number | undefined {
  return number.test(text) ? Number(text) : undefined;
}

/** `= != < > <= >=`. */
export function parseOperator(cursor: PatternCursor): Operator {
  const operator = operators.find((token) => accept(cursor, token));
  if (operator === undefined)
    rejectFound(cursor, 'after a name', `an operator: ${operators.toSorted().join(' ')}`);
  return operator;
}

/** What stands right of an operator: a quoted or bare text, a number or `%regex%`. */
export function parseValue(cursor: PatternCursor, scope: Scope, operator: Operator): Value {
  skipBlanks(cursor);
  const { offset } = cursor;
  const value = parseAnyValue(cursor, scope);
  const ordering = operator !== '=' && operator !== '!=';
  if (ordering && value.kind !== 'number')
    reject(cursor, `"${operator}" compares numbers only`, 'a number without quotes', offset);
  return value;
}

function parseAnyValue(cursor: PatternCursor, scope: Scope): Value {
  if (peek(cursor) === '%') {
    countRegex(cursor, scope);
    return { kind: 'regex', regex: parseRegex(cursor) };
  }
  const quoted = peek(cursor) === '"';
  const text = quoted ? parseQuoted(cursor, scope) : parseBare(cursor);
  const asNumber = quoted ? undefined : numberOf(text);
  if (asNumber !== undefined) return { kind: 'number', number: asNumber, text };
  if (text.slice(1, -1).includes('*')) scope.undocumented.add('interior-wildcard');
  return { kind: 'text', text, quoted };
}

function parseBare(cursor: PatternCursor): string {
  const { offset } = cursor;
  const text = take(cursor, bareRun);
  if (text === '')
    rejectFound(
      cursor,
      'where a value belongs',
      'a value: a number, a text in double quotes or %regex%',
    );
  const plain = bareText.exec(text)?.[0].length ?? 0;
  if (plain === text.length || numberOf(text) !== undefined) return text;
  cursor.offset = offset + plain;
  return reject(
    cursor,
    `${found(cursor)} is not allowed in a value without quotes`,
    'double quotes around a value with other characters than A-Z, a-z, 0-9, _, . and *',
  );
}

/** The text between double quotes. */
export function parseQuoted(cursor: PatternCursor, scope: Scope): string {
  const { offset } = cursor;
  cursor.offset += 1;
  const body = take(cursor, quotedBody);
  if (!accept(cursor, '"')) reject(cursor, 'a double quote is not closed', 'a closing "', offset);
  if (!body.includes('\\')) return body;
  scope.undocumented.add('escape-in-quotes');
  return body.replaceAll(/\\(["\\])/g, '$1');
}
