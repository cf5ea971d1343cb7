import { found, rejectFound, type PatternCursor } from '../syntax/cursor.ts';
import { accept, atEnd, peek, reject, take } from '../../source/cursor.ts';
import { ownLimits } from '../syntax/limits.ts';
import type { Regex, RegexItem } from '../syntax/regex-ast.ts';
import { parseBracket, parseEscape } from './parse-set.ts';
import { anySymbol, symbolsOf } from './symbols.ts';
import type { SymbolSet } from '../syntax/regex-ast.ts';

const count = /\d*/y;

/** `%regex%` at the cursor, in AWS's subset: no groups, no lookaround, no multi-byte characters. */
export function parseRegex(cursor: PatternCursor): Regex {
  const start = cursor.offset;
  accept(cursor, '%');
  const close = cursor.text.indexOf('%', cursor.offset);
  if (close < 0 || close >= cursor.end)
    reject(cursor, 'a regular expression is not closed', 'a closing %', start);
  if (close === cursor.offset)
    reject(cursor, 'a regular expression is empty', 'a character before the closing %');
  const body: PatternCursor = { text: cursor.text, end: close, closer: '%', offset: cursor.offset };
  const alternatives = parseAlternatives(body);
  checkSize(body, alternatives, start);
  cursor.offset = close + 1;
  return { source: cursor.text.slice(start + 1, close), alternatives };
}

function parseAlternatives(cursor: PatternCursor): RegexItem[][] {
  const alternatives: RegexItem[][] = [];
  do {
    const items: RegexItem[] = [];
    while (!atEnd(cursor) && peek(cursor) !== '|') items.push(parseItem(cursor));
    alternatives.push(items);
  } while (accept(cursor, '|'));
  return alternatives;
}

function parseItem(cursor: PatternCursor): RegexItem {
  if (accept(cursor, '^')) return { kind: 'line-start' };
  if (accept(cursor, '$')) return { kind: 'line-end' };
  const set = parseSet(cursor);
  return { kind: 'symbols', set, ...parseQuantifier(cursor) };
}

const plain = /[A-Za-z0-9:_#=@/;,\- \]}]/;

function parseSet(cursor: PatternCursor): SymbolSet {
  if (accept(cursor, '.')) return anySymbol;
  if (peek(cursor) === '[') return parseBracket(cursor);
  if (peek(cursor) === '\\') return parseEscape(cursor);
  const char = peek(cursor);
  if ('?*+{'.includes(char))
    rejectFound(cursor, 'here in a regular expression', 'a character for it to repeat');
  if (!plain.test(char)) rejectSymbol(cursor);
  cursor.offset += 1;
  return symbolsOf(char);
}

/** Rejects a character that AWS's subset does not take. */
export function rejectSymbol(cursor: PatternCursor): never {
  return reject(
    cursor,
    `${found(cursor)} is not supported in a regular expression`,
    'A-Z a-z 0-9 : _ # = @ / ; , - ^ $ ? [ ] { } | \\ * + . or a code such as \\x28',
  );
}

function parseQuantifier(cursor: PatternCursor): { min: number; max: number } {
  if (accept(cursor, '?')) return { min: 0, max: 1 };
  if (accept(cursor, '*')) return { min: 0, max: Infinity };
  if (accept(cursor, '+')) return { min: 1, max: Infinity };
  if (peek(cursor) !== '{') return { min: 1, max: 1 };
  return parseCounts(cursor);
}

/** `{m}`, `{m,}`, `{,n}` and `{m,n}`. */
function parseCounts(cursor: PatternCursor): { min: number; max: number } {
  const start = cursor.offset;
  accept(cursor, '{');
  const low = take(cursor, count);
  const ranged = accept(cursor, ',');
  const high = ranged ? take(cursor, count) : low;
  if (!accept(cursor, '}') || (low === '' && high === ''))
    rejectFound(cursor, 'in a repetition', 'a count such as {3}, {3,}, {,5} or {3,5}');
  const min = Number(low);
  const max = high === '' ? Infinity : Number(high);
  if (max < min)
    reject(
      cursor,
      `a repetition counts down from ${min} to ${max}`,
      'the smaller count first',
      start,
    );
  const most = ownLimits.regexRepetitions;
  if (Math.max(min, max === Infinity ? 0 : max) > most)
    reject(cursor, 'a repetition is too large', `counts of at most ${most}`, start);
  return { min, max };
}

function checkSize(
  cursor: PatternCursor,
  alternatives: readonly RegexItem[][],
  start: number,
): void {
  const positions = alternatives
    .flat()
    .map((item) =>
      item.kind === 'symbols' ? Math.max(1, item.max === Infinity ? item.min : item.max) : 1,
    )
    .reduce((sum, size) => sum + size, 0);
  const most = ownLimits.regexPositions;
  if (positions > most)
    reject(
      cursor,
      `a regular expression has ${positions} characters with its repetitions written out`,
      `at most ${most}`,
      start,
    );
}
