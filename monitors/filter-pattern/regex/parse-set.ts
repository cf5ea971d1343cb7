import { found, rejectFound, type PatternCursor } from '../syntax/cursor.ts';
import { accept, atEnd, peek, reject, take } from '../../source/cursor.ts';
import { complement, symbolClasses, symbolRange, symbolsOf, union } from './symbols.ts';
import type { SymbolSet } from '../syntax/regex-ast.ts';

const hex = /x[0-9A-Fa-f]{2}/y;
const escapable = /[\^$?[\]{}|\\*+.:_#=@/;,-]/;
const inBracket = /[A-Za-z0-9:_#=@/;,\- ^$?[{}|*+.]/;

/** `\d`, `\x28`, `\.` and the like, at the backslash. */
export function parseEscape(cursor: PatternCursor): SymbolSet {
  const code = parseCode(cursor);
  return typeof code === 'number' ? symbolRange(code, code) : code;
}

/** What a backslash stands for: one code point, or a set. */
function parseCode(cursor: PatternCursor): number | SymbolSet {
  accept(cursor, '\\');
  const char = peek(cursor);
  const set = Object.hasOwn(symbolClasses, char) ? symbolClasses[char] : undefined;
  if (set !== undefined) {
    cursor.offset += 1;
    return set;
  }
  const code = take(cursor, hex);
  if (code !== '') return Number.parseInt(code.slice(1), 16);
  if (!escapable.test(char))
    reject(
      cursor,
      `${found(cursor)} cannot follow a backslash`,
      '\\d \\D \\s \\S \\w \\W, \\x and two hexadecimal digits, or an operator',
    );
  cursor.offset += 1;
  return char.charCodeAt(0);
}

/** `[abc]`, `[a-z]`, `[^...]`. */
export function parseBracket(cursor: PatternCursor): SymbolSet {
  const start = cursor.offset;
  accept(cursor, '[');
  const negated = accept(cursor, '^');
  const members: SymbolSet[] = [];
  while (!atEnd(cursor) && peek(cursor) !== ']') members.push(parseMember(cursor));
  if (!accept(cursor, ']')) reject(cursor, 'a character class is not closed', 'a closing ]', start);
  if (members.length === 0)
    reject(cursor, 'a character class is empty', 'a character between the brackets', start);
  const set = union(...members);
  return negated ? complement(set) : set;
}

function parseMember(cursor: PatternCursor): SymbolSet {
  const { offset } = cursor;
  const from = parseMemberCode(cursor);
  if (typeof from !== 'number') return from;
  const ranged = peek(cursor) === '-' && !['', ']'].includes(cursor.text.charAt(cursor.offset + 1));
  if (!ranged) return symbolRange(from, from);
  accept(cursor, '-');
  const to = parseMemberCode(cursor);
  if (typeof to !== 'number')
    return reject(cursor, 'a class cannot end a range', 'a single character', offset);
  if (to < from) reject(cursor, 'a range runs backwards', 'its lower end first', offset);
  return symbolRange(from, to);
}

function parseMemberCode(cursor: PatternCursor): number | SymbolSet {
  const char = peek(cursor);
  if (char === '\\') return parseCode(cursor);
  if (!inBracket.test(char))
    rejectFound(cursor, 'in a character class', 'a supported character, or a code such as \\x28');
  cursor.offset += 1;
  return symbolsOf(char).indexOf(1);
}
